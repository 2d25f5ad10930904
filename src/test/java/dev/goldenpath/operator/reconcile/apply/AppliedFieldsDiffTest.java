package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.reconcile.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live objects made by hand: what an apply would change of them. */
class AppliedFieldsDiffTest {
  private static final SemanticEquality QUOTA = new SemanticEquality(Set.of("spec.hard"));

  private static final String DESIRED =
      """
      apiVersion: v1
      kind: ResourceQuota
      metadata:
        name: golden-quota
        namespace: shop
        labels:
          goldenpath.dev/service: shop
          weight: 1k
      spec:
        hard:
          requests.cpu: 1000m
          pods: "20"
      """;

  private static final String OWNED =
      """
      f:metadata:
        f:labels:
          .: {}
          f:goldenpath.dev/service: {}
          f:weight: {}
      f:spec:
        f:hard:
          .: {}
          f:requests.cpu: {}
          f:pods: {}
      """;

  private static final Map<String, Object> LABELLED =
      Map.of("name", "a", "labels", Map.of("l", "x"));

  @Test
  void an_object_as_we_applied_it_has_no_differences() {
    assertThat(differences(LiveObject.of(DESIRED).ours(OWNED))).isEmpty();
  }

  @Test
  void what_others_add_beside_our_fields_is_no_difference() {
    assertThat(
            differences(
                live("weight: 1k", "weight: 1k\n    theirs: x")
                    .ours(OWNED)
                    .updatedBy("kubectl", "{f:metadata: {f:labels: {f:theirs: {}}}}")))
        .isEmpty();
  }

  @Test
  void a_changed_value_is_a_difference() {
    assertThat(differences(live("pods: \"20\"", "pods: \"21\"").ours(OWNED)))
        .containsExactly("spec.hard.pods");
  }

  @Test
  void a_missing_value_is_a_difference() {
    assertThat(differences(live("    pods: \"20\"\n", "").ours(OWNED)))
        .containsExactly("spec.hard.pods");
  }

  @Test
  void a_field_that_an_update_took_is_a_difference_even_with_our_value() {
    assertThat(
            differences(
                LiveObject.of(DESIRED)
                    .ours(OWNED.replace("    f:pods: {}\n", ""))
                    .updatedBy("kubectl-edit", "{f:spec: {f:hard: {f:pods: {}}}}")))
        .containsExactly("spec.hard.pods");
  }

  @Test
  void a_whole_branch_that_an_update_took_is_named_once() {
    assertThat(
            differences(LiveObject.of(DESIRED).ours(OWNED.substring(0, OWNED.indexOf("f:spec")))))
        .containsExactly("spec");
  }

  @Test
  void a_field_that_we_own_and_no_longer_want_is_a_difference() {
    assertThat(differences(LiveObject.of(DESIRED).ours(OWNED + "    f:secrets: {}\n")))
        .containsExactly("spec.hard.secrets");
  }

  @Test
  void a_label_that_we_own_and_no_longer_want_is_a_difference() {
    assertThat(
            differences(
                LiveObject.of(DESIRED)
                    .ours(OWNED.replace("f:weight", "f:a.b/c: {}\n    f:weight"))))
        .containsExactly("metadata.labels.a.b/c");
  }

  @Test
  void an_object_that_we_never_applied_says_so() {
    assertThat(differences(LiveObject.of(DESIRED).updatedBy(FieldManager.NAME, OWNED)))
        .containsExactly("(not applied by golden-service-operator)");
    assertThat(
            differences(
                LiveObject.of(DESIRED).entry("helm", "Apply", null, LiveObject.tree(OWNED))))
        .containsExactly("(not applied by golden-service-operator)");
  }

  @Test
  void our_applies_of_the_status_are_not_our_intent() {
    Map<String, Object> status = LiveObject.tree("{f:status: {f:phase: {}}}");
    assertThat(
            differences(
                LiveObject.of(DESIRED)
                    .entry(FieldManager.NAME, "Apply", "status", status)
                    .ours(OWNED)))
        .isEmpty();
    assertThat(
            FieldOwnership.fields(
                LiveObject.of(DESIRED).entry(FieldManager.NAME, "Apply", "status", status).build()))
        .isEmpty();
  }

  @Test
  void an_empty_subresource_is_none() {
    assertThat(
            differences(
                LiveObject.of(DESIRED)
                    .entry(FieldManager.NAME, "Apply", "", LiveObject.tree(OWNED))))
        .isEmpty();
  }

  @Test
  void a_quantity_that_the_server_rewrote_is_equal() {
    assertThat(differences(live("1000m", "\"1\"").ours(OWNED))).isEmpty();
  }

  @Test
  void a_quantity_of_another_amount_is_a_difference() {
    assertThat(differences(live("1000m", "1001m").ours(OWNED)))
        .containsExactly("spec.hard.requests.cpu");
  }

  @Test
  void a_label_is_compared_by_the_letter() {
    assertThat(differences(live("weight: 1k", "weight: \"1000\"").ours(OWNED)))
        .containsExactly("metadata.labels.weight");
  }

  @Test
  void a_key_with_dots_is_one_step() {
    assertThat(differences(live("requests.cpu", "requests.gpu").ours(OWNED)))
        .containsExactly("spec.hard.requests.cpu");
    assertThat(differences(LiveObject.of(DESIRED).ours(OWNED.replace("dev/service", "dev/other"))))
        .containsExactlyInAnyOrder(
            "metadata.labels.goldenpath.dev/service", "metadata.labels.goldenpath.dev/other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "7.0", "7.00"})
  void a_number_is_equal_in_every_type(String written) {
    Map<String, Object> desired = spec(Map.of("port", 7));
    for (Number live : List.of(Integer.valueOf(7), Long.valueOf(7), Double.valueOf(written))) {
      assertThat(compare(desired, live(spec(Map.of("port", live)), "{f:port: {}}")))
          .as("live as %s", live.getClass().getSimpleName())
          .isEmpty();
    }
    assertThat(compare(desired, live(spec(Map.of("port", 7.5)), "{f:port: {}}")))
        .containsExactly("spec.port");
  }

  @Test
  void a_field_that_nobody_or_another_owns_is_told_from_one_whose_value_differs() {
    LiveObject taken =
        live("    pods: \"20\"\n", "")
            .ours(OWNED.replace("    f:pods: {}\n", "") + "    f:secrets: {}\n");
    assertThat(differences(taken)).containsExactly("spec.hard.pods", "spec.hard.secrets");
    assertThat(unowned(taken)).containsExactly("spec.hard.pods");
    assertThat(unowned(live("pods: \"20\"", "pods: \"21\"").ours(OWNED))).isEmpty();
    assertThat(unowned(LiveObject.of(DESIRED))).isEmpty();
  }

  @Test
  void what_we_own_of_a_map_leaves_out_what_others_own() {
    GenericKubernetesResource live =
        live("weight: 1k", "weight: 1k\n    theirs: x").ours(OWNED).build();
    assertThat(FieldOwnership.labels(live))
        .containsOnly(Map.entry("goldenpath.dev/service", "shop"), Map.entry("weight", "1k"));
    live.getMetadata().setAnnotations(Map.of("a", "b"));
    assertThat(FieldOwnership.annotations(live)).isEmpty();
  }

  @Test
  void of_what_we_never_applied_we_own_nothing() {
    GenericKubernetesResource live = LiveObject.of(DESIRED).build();
    live.getMetadata().setLabels(Map.of("a", "b"));
    assertThat(FieldOwnership.labels(live)).isEmpty();
  }

  private static List<String> differences(LiveObject live) {
    return compare(LiveObject.tree(DESIRED), live.build());
  }

  private static List<String> compare(Map<String, Object> desired, GenericKubernetesResource live) {
    return List.copyOf(AppliedFieldsDiff.compare(desired, live, QUOTA).differences().keySet());
  }

  private static Set<String> unowned(LiveObject live) {
    return AppliedFieldsDiff.compare(LiveObject.tree(DESIRED), live.build(), QUOTA).unowned();
  }

  /** As desired, but for one thing. */
  private static LiveObject live(String what, String instead) {
    assertThat(DESIRED).contains(what);
    return LiveObject.of(DESIRED.replace(what, instead));
  }

  private static Map<String, Object> spec(Map<String, Object> spec) {
    return Map.of("apiVersion", "v1", "kind", "Thing", "metadata", LABELLED, "spec", spec);
  }

  private static GenericKubernetesResource live(Map<String, Object> content, String ownedOfSpec) {
    GenericKubernetesResource live =
        LiveObject.of("{apiVersion: v1, kind: Thing, metadata: {name: a, labels: {l: x}}}")
            .ours("{f:metadata: {f:labels: {f:l: {}}}, f:spec: " + ownedOfSpec + "}")
            .build();
    live.setAdditionalProperties(new HashMap<>(Map.of("spec", content.get("spec"))));
    return live;
  }
}
