package dev.goldenpath.faults;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Changes that come in pairs, of which the operator sees only what is left in the end. */
final class UnseenPair {
  private static final String PRIMARY = "goldenservices";
  private static final String NOTE = "example.org/note";
  private static final String POLICY = "pod-security.kubernetes.io/enforce";

  /** The kinds of which an object can be deleted without the loss of data. */
  private static final List<String> REPLACEABLE =
      EndState.kinds().stream()
          .filter(kind -> !kind.equals("namespaces") && !kind.equals("clusters"))
          .toList();

  /** The kinds that are not watched by one name only: a copy is seen, too. */
  private static final List<String> NAMED_FREELY =
      List.of("servicemonitors", "prometheusrules", "networkpolicies");

  static final List<Workload> ALL =
      Stream.of(
              Stream.of(
                  pair("tier", stage -> stage.tier("gold"), stage -> stage.tier("silver")),
                  annotation("override", "override.goldenpath.dev/quota.pods", "33"),
                  annotation("eject", "eject.goldenpath.dev/dashboard", "other: a try"),
                  annotation("pause", "goldenpath.dev/paused", "other: a try"),
                  annotation("patch", "patch.goldenpath.dev/limits", "{\"metadata\":{}}")),
              EndState.kinds().stream().map(kind -> onObject("note", kind, annotations("\"me\""))),
              EndState.kinds().stream().map(kind -> onObject("label", kind, label())),
              REPLACEABLE.stream().map(kind -> onObject("deletion", kind, deletion(kind))),
              NAMED_FREELY.stream().map(kind -> onObject("fake", kind, fake(kind))))
          .flatMap(each -> each)
          .toList();

  private UnseenPair() {}

  /** The plural whose events are held during the pair. */
  static String kindOf(Workload pair) {
    String[] parts = pair.name().split("-");
    return parts.length == 3 ? parts[2] : PRIMARY;
  }

  /**
   * Whoever gave a field its own value back still manages it: the operator sees no reason to write,
   * until it reconciles the service for another one.
   */
  static boolean leavesManager(Workload pair) {
    return pair.name().startsWith("unseen-label");
  }

  private static Workload pair(String name, Consumer<Stage> one, Consumer<Stage> back) {
    return Workload.keeping("unseen-" + name, Workload.silver(), one.andThen(back));
  }

  private static Workload annotation(String name, String key, String value) {
    return pair(name, stage -> stage.annotate(key, value), stage -> stage.annotate(key, null));
  }

  private static Workload onObject(String name, String kind, Pair pair) {
    return Workload.keeping(
        "unseen-%s-%s".formatted(name, kind), Workload.silver(), stage -> pair.play(stage, kind));
  }

  private interface Pair {
    void play(Stage stage, String kind);
  }

  private static Pair annotations(String value) {
    return (stage, kind) -> {
      String patch = "{\"metadata\":{\"annotations\":{\"%s\":%s}}}";
      stage.mergeInto(kind, patch.formatted(NOTE, value));
      stage.mergeInto(kind, patch.formatted(NOTE, "null"));
    };
  }

  /** A label of ours gets another value and its own back: it is not ours any more. */
  private static Pair label() {
    return (stage, kind) -> {
      String label = kind.equals("namespaces") ? POLICY : "goldenpath.dev/component";
      String own = stage.object(kind).get().getMetadata().getLabels().get(label);
      String patch = "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}";
      stage.mergeInto(kind, patch.formatted(label, kind.equals("namespaces") ? "privileged" : "x"));
      stage.mergeInto(kind, patch.formatted(label, own));
    };
  }

  private static Pair deletion(String kind) {
    return (stage, plural) -> stage.object(kind).delete();
  }

  /** A copy with our labels comes and goes. */
  private static Pair fake(String kind) {
    return (stage, plural) -> {
      var original = stage.object(kind).get();
      original.getMetadata().setName("copy");
      original.getMetadata().setUid(null);
      original.getMetadata().setResourceVersion(null);
      original.getMetadata().setManagedFields(null);
      var resources =
          stage
              .admin()
              .genericKubernetesResources(
                  EndState.kind(kind).apiVersion(), EndState.kind(kind).kind())
              .inNamespace(stage.name());
      resources.resource(original).create();
      resources.withName("copy").delete();
    };
  }
}
