package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import dev.goldenpath.operator.support.OnControlPlane;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The largest status that {@link Bounds} leave room for, beside the largest annotations: the schema
 * accepts it, and etcd takes it in one request. Texts are of characters that take three bytes.
 */
@OnControlPlane
class LargestStatusIT {
  private static final String NAME = "t-largest-status";

  /** What Kubernetes lets all keys and values of an object's annotations have, in bytes. */
  private static final int ANNOTATIONS = 256 * 1024;

  private static final String WIDE = "\u20ac";
  private static final String TIME = "2026-01-01T00:00:00Z";

  @BeforeAll
  static void installTheCrd(ControlPlane controlPlane) {
    new Installation(controlPlane.admin()).installOperatorResources();
  }

  /** Others share the control plane, and each watch would carry it. */
  @AfterAll
  static void takeItAway(ControlPlane controlPlane) {
    var service = controlPlane.admin().resources(GoldenService.class).withName(NAME);
    service.delete();
    service.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    await().until(() -> service.get() == null);
  }

  @Test
  void it_can_be_written(ControlPlane controlPlane) {
    KubernetesClient client = controlPlane.admin();
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder()
            .withName(NAME)
            .withFinalizers(GoldenService.FINALIZER)
            .withAnnotations(largestAnnotations())
            .build());
    service.setSpec(new GoldenServiceSpec());
    service.getSpec().setTeam("a".repeat(Bounds.LABEL));
    service.getSpec().setTier("gold");
    client.resource(service).create();

    GoldenServiceStatus largest = largest();
    assertThat(largest.hatches()).hasSize(Bounds.HATCHES);
    assertThat(largest.conditions()).hasSize(Bounds.CONDITIONS);
    for (int i = 0; i < 2; i++) {
      GoldenService patch = new GoldenService();
      patch.setMetadata(new ObjectMetaBuilder().withName(NAME).build());
      patch.setStatus(largest.with(i));
      client
          .resource(patch)
          .subresource("status")
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager(FieldManager.NAME)
                  .withForce(true)
                  .build());
      assertThat(client.resources(GoldenService.class).withName(NAME).get().getStatus())
          .isEqualTo(largest.with(i));
    }
    assertThat(Serialization.asJson(largest).getBytes(StandardCharsets.UTF_8).length)
        .isGreaterThan(1_000_000);
  }

  /**
   * Half of them values, half texts as long as patches; each stands in the status again. (Under the
   * key of a patch each would cost the policy a question to the authorizer, of which one request
   * may ask some 28.)
   */
  private static Map<String, String> largestAnnotations() {
    Map<String, String> annotations = new TreeMap<>();
    for (int i = 0; i < Bounds.PARAMETERS; i++) {
      add(annotations, Annotations.OVERRIDE + numbered(i, Bounds.LABEL, "p"), value());
    }
    for (int i = 0; i < Bounds.COMPONENTS; i++) {
      add(annotations, "example.org/" + numbered(i, Bounds.LABEL, "c"), patch());
    }
    return annotations;
  }

  private static void add(Map<String, String> annotations, String key, String text) {
    annotations.put(key, text.substring(key.length()));
  }

  private static String value() {
    return text(Math.min(Bounds.VALUE, ANNOTATIONS / 2 / Bounds.PARAMETERS));
  }

  private static String patch() {
    return text(Math.min(Bounds.PATCH, ANNOTATIONS / 2 / Bounds.COMPONENTS));
  }

  /** Two thirds of it quotes, as in a list of empty texts: each takes two bytes in JSON. */
  private static String text(int length) {
    return "\"\",".repeat(length).substring(0, length);
  }

  private static GoldenServiceStatus largest() {
    return new GoldenServiceStatus(
        GoldenServiceStatus.MAX_GENERATION,
        "f".repeat(Bounds.HASH),
        "n".repeat(Bounds.LABEL),
        "u".repeat(Bounds.URL),
        new PathRef("p".repeat(Bounds.LABEL), "v".repeat(Bounds.VERSION)),
        list(Bounds.CONDITIONS, LargestStatusIT::condition),
        hatches(),
        TIME);
  }

  private static StatusCondition condition(int i) {
    return new StatusCondition(
        "C" + numbered(i, Bounds.WORD - 1, "c"),
        "False",
        "R".repeat(Bounds.WORD),
        WIDE.repeat(i == 0 ? Bounds.LONGEST_MESSAGE : Bounds.MESSAGE),
        TIME,
        GoldenServiceStatus.MAX_GENERATION);
  }

  private static List<HatchStatus> hatches() {
    return Stream.of(
            list(
                Bounds.PARAMETERS,
                i ->
                    hatch(
                        "override",
                        numbered(i, Bounds.PARAMETER - Bounds.LABEL - 1, "p"),
                        value())),
            list(Bounds.COMPONENTS, i -> hatch("patch", numbered(i, Bounds.LABEL, "c"), patch())),
            list(Bounds.COMPONENTS, i -> hatch("eject", numbered(i, Bounds.LABEL, "c"), null)),
            list(Bounds.OBJECTS, i -> hatch("unmanaged", numbered(i, Bounds.OBJECT, "o"), null)),
            List.of(
                hatch("pause", HatchStatus.SERVICE, null),
                hatch("pin", HatchStatus.PATH, "v".repeat(Bounds.VERSION))))
        .flatMap(List::stream)
        .toList();
  }

  private static HatchStatus hatch(String kind, String target, String value) {
    boolean override = kind.equals("override");
    return new HatchStatus(
        kind,
        override ? "c".repeat(Bounds.LABEL) + "." + target : target,
        "c".repeat(Bounds.LABEL),
        value,
        override ? WIDE.repeat(Bounds.DEFAULT) : null,
        override ? true : null,
        "c".repeat(Bounds.CODE),
        shownReason(),
        TIME,
        "d".repeat(Bounds.TIME));
  }

  private static String shownReason() {
    return WIDE.repeat(Bounds.REASON_SHOWN) + "\u2026";
  }

  private static String numbered(int i, int length, String rest) {
    String number = "%03d".formatted(i);
    return number + rest.repeat(length - number.length());
  }

  private static <T> List<T> list(int size, IntFunction<T> entry) {
    return IntStream.range(0, size).mapToObj(entry).toList();
  }
}
