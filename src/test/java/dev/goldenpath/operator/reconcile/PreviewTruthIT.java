package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.api.path.GoldenPathPreviewStatus;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.preview.Candidates;
import dev.goldenpath.operator.preview.Fleets;
import dev.goldenpath.operator.preview.PreviewedService;
import dev.goldenpath.operator.preview.ServiceClass;
import dev.goldenpath.operator.preview.ServiceComparison;
import dev.goldenpath.operator.preview.ServicePreview;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import dev.goldenpath.operator.reconcile.path.PreviewSubject.Candidate;
import dev.goldenpath.operator.support.FittingTiers;
import dev.goldenpath.operator.support.GoldenPaths;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Previews;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fleet with every hatch on a real API server: what a preview says of each service is what the
 * API server says of each of its objects, and what then happens. Takes some of the candidates;
 * {@code -Dpreview.every=1} all of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreviewTruthIT extends WithOperator {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int EVERY = Integer.getInteger("preview.every", 24);

  /** Rolled out one after the other, each from the one before. */
  private static final List<String> ROLLED_OUT =
      List.of(
          "components: { quota: { parameters: { memory: { maximum: 40Gi }, pods: { value: \"60\" } } } }",
          "components: { dashboard: { enabled: false } }",
          "components: { limits: { parameters: { memoryLimit: { tiers: { gold: 2Gi } } } } }",
          "components: { slo: { parameters: { availability: { tiers: { silver: \"99.9\" } } } } }",
          "platform: { restrictEgress: false }",
          "components: { monitoring: { patchable: [/spec/labelLimit], parameters: { interval: { tiers: { gold: 30s } } } } }",
          "platform: { teamGroup: \"oidc:{team}\" }",
          "components: { namespace: { parameters: { podSecurityWarn: { value: baseline } } } }",
          "components: { network: { parameters: { allowFrom: { maximum: \"1\" } } } }",
          "platform: { namespaceLabels: { istio-injection: enabled } }");

  private final Map<String, String> fleet = new TreeMap<>();
  private final Map<String, List<GenericKubernetesResource>> live = new TreeMap<>();
  private Previews previews;
  private PlayedDatabase database;
  private int versions;

  @BeforeAll
  void aFleetWithEveryHatch() {
    previews = new Previews(controlPlane.admin());
    database = new PlayedDatabase(controlPlane.admin()).answerAtOnce();
    apply("platform: {}");
    await().atMost(PATIENCE).until(() -> path("{.status.current}").equals(version()));
    List<String> hatches = Fleets.HATCHES.keySet().stream().sorted().toList();
    for (int i = 0; i < 2 * hatches.size(); i++) {
      String hatch = hatches.get(i / 2);
      Tier tier = Tier.values()[(i / 2 + i) % Tier.values().length];
      create(hatch + "-" + tier.text(), tier.text(), Fleets.HATCHES.get(hatch));
    }
    Stream.of(Tier.values()).forEach(tier -> create("more-" + tier.text(), tier.text(), Map.of()));
    create("paused", "gold", Map.of());
    fleet.keySet().forEach(this::awaitSettled);
    services.annotate("t-truth-paused", "goldenpath.dev/paused", "incident: x");
    services.awaitCondition("t-truth-paused", "Paused", "True", "Paused");
    operator.awaitIdle();
    assertThat(fleet).hasSizeGreaterThanOrEqualTo(30);
  }

  @AfterAll
  void forgetTheFleet() {
    services.forgetAll();
    database.close();
    controlPlane.kubectl("delete", "gpp", "--all");
    new GoldenPaths(controlPlane, Path.of("target")).remove();
  }

  static List<String> some() {
    return IntStream.range(0, Candidates.ALL.size())
        .filter(i -> i % EVERY == EVERY - 1)
        .mapToObj(Candidates.ALL::get)
        .map(Candidates::contentOf)
        .toList();
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("some")
  void what_is_said_is_what_the_api_server_says(String content) {
    GoldenPath candidate = Fleets.path("9.0.0", content);
    List<PreviewedService> asked = previewed(candidate);
    Map<String, ServiceClass> said = said(candidate, asked);

    String name = "t-truth-" + Integer.toHexString(content.hashCode());
    previews.create(name, "9.0.0", content, "dryRun: { maxPerChange: 1 }");
    agrees(previews.await(name), said);

    DryRunComparison comparison = comparison(candidate);
    for (PreviewedService service : asked) {
      ServiceClass type = said.get(service.name());
      if (type == ServiceClass.CHANGED || type == ServiceClass.UNCHANGED) {
        assertThat(comparison.changes(service, live(service.name())))
            .as("%s changes", service.name())
            .isEqualTo(type == ServiceClass.CHANGED);
      }
    }
  }

  static List<String> rolledOut() {
    return EVERY == 1 ? ROLLED_OUT : ROLLED_OUT.subList(0, 1);
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("rolledOut")
  void what_is_said_is_what_happens(String content) {
    GoldenPath candidate = Fleets.path(next(), content);
    Map<String, ServiceClass> said = said(candidate, previewed(candidate));
    GoldenPathPreviewStatus answer = previews.answer("t-truth-" + next(), next(), content);
    agrees(answer, said);
    operator.awaitIdle();
    Map<String, Map<String, String>> before = states(said);
    Map<String, Map<String, String>> versionsBefore = versions(said);
    Map<String, String> revisions = revisions(said);

    apply(content);

    said.forEach(
        (service, type) -> {
          if (type != ServiceClass.CONFLICT && !service.endsWith("-paused")) {
            await(service).atMost(PATIENCE).until(() -> revisionOf(service).equals(version()));
          }
        });
    operator.awaitIdle();
    Map<String, Map<String, String>> after = states(said);
    Map<String, Map<String, String>> versionsAfter = versions(said);
    said.forEach(
        (service, type) -> {
          switch (type) {
            case CHANGED ->
                assertThat(after.get(service)).as(service).isNotEqualTo(before.get(service));
            case UNCHANGED ->
                assertThat(versionsAfter.get(service))
                    .as("%s: no write", service)
                    .isEqualTo(versionsBefore.get(service));
            default -> {
              assertThat(versionsAfter.get(service))
                  .as("%s: no write", service)
                  .isEqualTo(versionsBefore.get(service));
              assertThat(revisionOf(service)).isEqualTo(revisions.get(service));
            }
          }
        });
  }

  /** The counts of the preview are those of its services; a dry run may say more of the changed. */
  private static void agrees(GoldenPathPreviewStatus answer, Map<String, ServiceClass> said) {
    Map<ServiceClass, Long> counts =
        said.values().stream().collect(Collectors.groupingBy(type -> type, Collectors.counting()));
    GoldenPathPreviewStatus.Services services = answer.services();
    assertThat((long) services.unchanged())
        .isEqualTo(counts.getOrDefault(ServiceClass.UNCHANGED, 0L));
    assertThat((long) services.conflict())
        .isEqualTo(counts.getOrDefault(ServiceClass.CONFLICT, 0L));
    assertThat((long) services.changed() + services.refused() + services.unknown())
        .isEqualTo(
            counts.getOrDefault(ServiceClass.CHANGED, 0L)
                + counts.getOrDefault(ServiceClass.UNKNOWN, 0L));
    assertThat(services.total()).isEqualTo(said.size());
  }

  /** Read once: until a candidate is rolled out, nothing is written. */
  private List<GenericKubernetesResource> live(String service) {
    return live.computeIfAbsent(service, services::ownedObjects);
  }

  private OperatorParts parts() {
    return (OperatorParts) operator.parts();
  }

  private List<PreviewedService> previewed(GoldenPath candidate) {
    return parts()
        .previewed
        .services(new Candidate(candidate, null))
        .filter(service -> fleet.containsKey(service.name()))
        .toList();
  }

  private Map<String, ServiceClass> said(GoldenPath candidate, List<PreviewedService> asked) {
    ServiceComparison comparison = new ServiceComparison(parts().previewed.plans(), candidate);
    Map<String, ServiceClass> said = new TreeMap<>();
    for (PreviewedService service : asked) {
      ServicePreview preview = comparison.compare(service);
      said.put(service.name(), preview.type());
    }
    assertThat(said.keySet()).isEqualTo(fleet.keySet());
    return said;
  }

  private DryRunComparison comparison(GoldenPath candidate) {
    KubernetesClient client = controlPlane.operator();
    return new DryRunComparison(
        parts().previewed.plans(), new ObjectClient(client, parts().secondary), candidate);
  }

  /**
   * Of a namespace, its content: that an ejected component is offered again is remembered there,
   * and no candidate changes anything by it.
   */
  private Map<String, Map<String, String>> versions(Map<String, ?> of) {
    Map<String, Map<String, String>> all = states(of);
    all.forEach(
        (service, objects) ->
            services
                .versions(service)
                .forEach(
                    (object, version) -> {
                      if (!object.startsWith("Namespace/")) {
                        objects.put(object, version);
                      }
                    }));
    return all;
  }

  /** Without what the operator remembers in the namespace. */
  private Map<String, Map<String, String>> states(Map<String, ?> of) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (String service : of.keySet()) {
      Map<String, String> states = new TreeMap<>();
      for (GenericKubernetesResource object : services.ownedObjects(service)) {
        states.put(GoldenServices.key(object), DryRunComparison.content(object).toString());
      }
      all.put(service, states);
    }
    return all;
  }

  private Map<String, String> revisions(Map<String, ?> of) {
    Map<String, String> all = new TreeMap<>();
    of.keySet().forEach(service -> all.put(service, revisionOf(service)));
    return all;
  }

  private String revisionOf(String service) {
    return services.get(service).getStatus().path().version();
  }

  private void create(String suffix, String tier, Map<String, String> annotations) {
    GoldenService service = services.create("t-truth-" + suffix, tier, annotations);
    fleet.put(service.getMetadata().getName(), tier);
  }

  private void awaitSettled(String service) {
    await(service)
        .atMost(PATIENCE)
        .until(
            () ->
                GoldenServices.condition(services.get(service), "Ready")
                    .filter(condition -> condition.holds())
                    .isPresent());
  }

  private String version() {
    return "8." + versions + ".0";
  }

  private String next() {
    return "8." + (versions + 1) + ".0";
  }

  private void apply(String content) {
    versions++;
    controlPlane
        .admin()
        .resource(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenPath
            metadata:
              name: default
              annotations: { goldenpath.dev/expedite: %s }
            spec:
              version: %s
              rollout: { minReady: 1s }
            """
                    .formatted(version(), version())
                + FittingTiers.of(content).indent(2))
        .serverSideApply();
  }

  private String path(String jsonPath) {
    return controlPlane.kubectl("get", "gpath/default", "-o", "jsonpath=" + jsonPath);
  }
}
