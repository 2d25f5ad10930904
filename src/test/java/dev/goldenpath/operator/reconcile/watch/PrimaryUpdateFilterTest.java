package dev.goldenpath.operator.reconcile.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimaryUpdateFilterTest {

  @Test
  void a_new_status_alone_is_ignored() {
    assertThat(
            accepts(
                before -> {},
                now -> {
                  now.getMetadata().setResourceVersion("2");
                  now.setStatus(GoldenServiceStatus.empty().with(1L));
                }))
        .isFalse();
  }

  @Test
  void a_new_generation_is_a_change() {
    assertThat(accepts(before -> {}, now -> now.getMetadata().setGeneration(2L))).isTrue();
  }

  /** Past the cache of Long, where == is false for equal values. */
  @Test
  void the_same_large_generation_is_no_change() {
    assertThat(
            accepts(
                before -> before.getMetadata().setGeneration(100_000L),
                now -> now.getMetadata().setGeneration(100_000L)))
        .isFalse();
  }

  @Test
  void another_object_of_the_same_name_is_a_change() {
    assertThat(accepts(before -> {}, now -> now.getMetadata().setUid("other"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"goldenpath.dev/adopt", "override.goldenpath.dev/x", "pause.goldenpath.dev/slo"})
  void our_annotation_set_changed_or_removed_is_a_change(String key) {
    assertThat(accepts(before -> {}, now -> annotate(now, key, "a"))).isTrue();
    assertThat(accepts(before -> annotate(before, key, "a"), now -> annotate(now, key, "b")))
        .isTrue();
    assertThat(accepts(before -> annotate(before, key, "a"), now -> {})).isTrue();
    assertThat(accepts(before -> annotate(before, key, "a"), now -> annotate(now, key, "a")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubectl.kubernetes.io/last-applied-configuration",
        "goldenpath.development/x",
        "example.org/goldenpath.dev"
      })
  void a_foreign_annotation_is_ignored(String key) {
    assertThat(accepts(before -> {}, now -> annotate(now, key, "a"))).isFalse();
    assertThat(accepts(before -> annotate(before, key, "a"), now -> {})).isFalse();
  }

  @Test
  void a_finalizer_added_or_removed_is_a_change() {
    assertThat(accepts(before -> {}, now -> addFinalizer(now))).isTrue();
    assertThat(accepts(before -> addFinalizer(before), now -> {})).isTrue();
  }

  @Test
  void deletion_is_a_change() {
    assertThat(
            accepts(
                before -> {},
                now -> now.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z")))
        .isTrue();
  }

  private static boolean accepts(Consumer<GoldenService> before, Consumer<GoldenService> now) {
    return new PrimaryUpdateFilter().accept(service(now), service(before));
  }

  private static GoldenService service(Consumer<GoldenService> change) {
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder()
            .withName("shop")
            .withUid("uid")
            .withResourceVersion("1")
            .withGeneration(1L)
            .build());
    change.accept(service);
    return service;
  }

  private static void annotate(GoldenService service, String key, String value) {
    service.getMetadata().setAnnotations(Map.of(key, value));
  }

  private static void addFinalizer(GoldenService service) {
    service.getMetadata().setFinalizers(List.of(GoldenService.FINALIZER));
  }
}
