package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.reconcile.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
  private static final String QUOTA = "ResourceQuota golden-quota";
  private static final SemanticEquality PLAIN = new SemanticEquality(Set.of());
  private static final String QUOTA_OBJECT =
      """
      apiVersion: v1
      kind: ResourceQuota
      metadata: {name: golden-quota, labels: {l: x}}
      spec:
        hard:
          cpu: "4"
          pods: "20"
      """;

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
                live().updatedBy(FieldManager.NAME, "{f:spec: {f:hard: {f:pods: {}}}}"),
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

  @Test
  void a_field_that_nobody_owns_any_more_was_removed() {
    assertThat(described(QUOTA_OBJECT.replace("pods: \"20\"", ""), "{f:cpu: {}}", true))
        .contains(QUOTA + ": spec.hard.pods removed");
  }

  @Test
  void where_it_did_not_stand_such_a_field_is_new() {
    assertThat(described(QUOTA_OBJECT.replace("pods: \"20\"", ""), "{f:cpu: {}}", false)).isEmpty();
  }

  @Test
  void a_changed_value_of_ours_was_not_removed() {
    assertThat(described(QUOTA_OBJECT.replace("20", "21"), "{f:cpu: {}, f:pods: {}}", true))
        .isEmpty();
  }

  @Test
  void what_is_left_of_a_branch_or_a_list_is_not_called_removed() {
    assertThat(described(QUOTA_OBJECT, "{f:cpu: {}}", true))
        .contains(QUOTA + ": part of spec.hard.pods removed");
  }

  @Test
  void removed_and_changed_are_told_apart() {
    assertThat(
            described(
                QUOTA,
                AppliedFieldsDiff.compare(LiveObject.tree(QUOTA_OBJECT), edited().build(), PLAIN),
                edited().build(),
                true))
        .contains(QUOTA + ": spec.hard.cpu changed by kubectl; spec.hard.pods removed");
  }

  @ParameterizedTest
  @CsvSource({
    "'{f:metadata: {f:labels: {.: {}}}}', metadata.labels.app.kubernetes.io/managed-by",
    "'{f:spec: {}}', metadata"
  })
  void our_labels_are_in_every_intent_so_one_that_is_gone_was_removed(String owned, String field) {
    String desired =
        "{apiVersion: v1, kind: A, metadata: {name: a, labels:"
            + " {app.kubernetes.io/managed-by: golden-service-operator, new: x}}}";
    LiveObject live =
        LiveObject.of("{apiVersion: v1, kind: A, metadata: {name: a, labels: {}}}").ours(owned);
    assertThat(
            described(
                "A a",
                AppliedFieldsDiff.compare(LiveObject.tree(desired), live.build(), PLAIN),
                live.build(),
                false))
        .hasValueSatisfying(said -> assertThat(said).contains(field).endsWith(" removed"));
  }

  @Test
  void of_many_fields_and_managers_the_first_are_named() {
    LiveObject live = live();
    for (int i = 1; i <= 8; i++) {
      live.updatedBy("m" + i, "{f:spec: {f:x" + i + ": {}}}");
    }
    assertThat(
            drift(
                live,
                IntStream.rangeClosed(1, 8).mapToObj(i -> "spec.x" + i).toArray(String[]::new)))
        .contains(
            QUOTA
                + ": spec.x1, spec.x2, spec.x3, spec.x4, spec.x5 and 3 more changed by m1, m2, m3,"
                + " m4, m5 and 3 more");
  }

  private static LiveObject edited() {
    return LiveObject.of(QUOTA_OBJECT.replace("pods: \"20\"", "").replace("4", "5"))
        .ours("{f:metadata: {f:labels: {f:l: {}}}, f:spec: {f:hard: {.: {}}}}")
        .updatedBy("kubectl", "{f:spec: {f:hard: {f:cpu: {}}}}");
  }

  private static Optional<String> described(String live, String ownedOfHard, boolean stood) {
    LiveObject object =
        LiveObject.of(live)
            .ours("{f:metadata: {f:labels: {f:l: {}}}, f:spec: {f:hard: " + ownedOfHard + "}}");
    return described(
        QUOTA,
        AppliedFieldsDiff.compare(LiveObject.tree(QUOTA_OBJECT), object.build(), PLAIN),
        object.build(),
        stood);
  }

  private static Optional<String> described(
      String object, AppliedFieldsDiff diff, GenericKubernetesResource live, boolean stood) {
    return Drift.describe(object, diff.differences(), diff.unowned(), live, stood);
  }

  /** What is told where these fields differ, and all of them are wanted. */
  private static Optional<String> drift(LiveObject live, String... differences) {
    Map<String, List<Object>> fields = new LinkedHashMap<>();
    List.of(differences).forEach(field -> fields.put(field, List.of()));
    return Drift.describe(QUOTA, fields, fields.keySet(), live.build(), false);
  }

  private static LiveObject live() {
    return LiveObject.of("{apiVersion: v1, kind: ResourceQuota, metadata: {name: golden-quota}}");
  }
}
