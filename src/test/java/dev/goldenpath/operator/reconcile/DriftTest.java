package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenLabels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final String QUOTA = "ResourceQuota golden-quota";

  @Test
  void the_field_and_who_changed_it_are_named() {
    assertThat(
            drift(
                live().updatedBy("kubectl-edit", "{f:spec: {f:hard: {f:pods: {}}}}"),
                "spec.hard.pods"))
        .contains("ResourceQuota golden-quota: spec.hard.pods changed by kubectl-edit");
  }

  @Test
  void a_change_of_our_own_intent_is_no_drift() {
    assertThat(drift(live().ours("{f:spec: {f:hard: {f:pods: {}}}}"), "spec.hard.pods")).isEmpty();
    assertThat(
            drift(
                live().updatedBy(GoldenLabels.OPERATOR, "{f:spec: {f:hard: {f:pods: {}}}}"),
                "spec.hard.pods"))
        .isEmpty();
  }

  @Test
  void others_that_own_other_fields_have_changed_nothing() {
    assertThat(
            drift(
                live().updatedBy("helm", "{f:spec: {f:hard: {f:pods.max: {}, f:po: {}}}}"),
                "spec.hard.pods"))
        .isEmpty();
    assertThat(drift(live().updatedBy("helm", "{f:spec: {f:hard: {f:pods: {}}}}"))).isEmpty();
    assertThat(drift(live().updatedBy("helm", "{f:spec: {f:a: {f:b: {}}}}"), "spec.a/b")).isEmpty();
  }

  @Test
  void a_key_may_hold_dots() {
    assertThat(
            drift(
                live()
                    .updatedBy(
                        "kubectl",
                        "{f:metadata: {f:labels: {f:a: {}, f:a.b/c: {}}},"
                            + " f:spec: {f:hard: {f:requests: {}, f:requests.cpu: {}}}}"),
                "metadata.labels.a.b/c",
                "spec.hard.requests.cpu"))
        .contains(QUOTA + ": metadata.labels.a.b/c, spec.hard.requests.cpu changed by kubectl");
  }

  @Test
  void a_field_below_one_that_another_owns_as_a_whole_is_not_theirs() {
    assertThat(drift(live().updatedBy("helm", "{f:spec: {f:hard: {}}}"), "spec.hard.pods"))
        .isEmpty();
  }

  @Test
  void every_field_and_every_manager_is_named_once() {
    assertThat(
            drift(
                live()
                    .ours("{f:spec: {f:b: {}}}")
                    .updatedBy("kubectl", "{f:spec: {f:b: {}, f:a: {}}}")
                    .updatedBy("helm", "{f:spec: {f:b: {}}}")
                    .updatedBy("argocd", "{f:spec: {f:c: {}}}"),
                "spec.b",
                "spec.a"))
        .contains(QUOTA + ": spec.a, spec.b changed by helm, kubectl");
  }

  @Test
  void an_entry_without_fields_is_passed_over() {
    assertThat(drift(live().entry("old", "Update", null, null), "spec.a")).isEmpty();
  }

  private static Optional<String> drift(LiveObject live, String... differences) {
    return Drift.describe(QUOTA, List.of(differences), live.build());
  }

  private static LiveObject live() {
    return LiveObject.of("{apiVersion: v1, kind: ResourceQuota, metadata: {name: golden-quota}}");
  }
}
