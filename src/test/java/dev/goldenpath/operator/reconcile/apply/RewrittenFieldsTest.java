package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.reconcile.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of an answer of the API server is not what was applied. */
class RewrittenFieldsTest {
  private static final String DESIRED =
      "{apiVersion: v1, kind: Monitor, metadata: {name: shop, labels: {release: kps}}, spec: {classic: true, size: 1000m, empty: {}, endpoints: [{interval: 15s, port: web}]}}";
  private static final String OWNED =
      "{f:metadata: {f:labels: {f:release: {}}}, f:spec: {f:classic: {}, f:size: {}, f:endpoints: {}}}";
  private static final String CURE =
      ": a mutating policy or webhook rewrites what the operator applies; exempt the operator from it, or make its value that of the path";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          interval: 15s   | interval: 60s                | spec.endpoints.interval stays 60s instead of 15s
          release: kps    | release: other               | metadata.labels.release stays other instead of kps
          classic: true,  |                              | spec.classic stays unset instead of true
          port: web}]     | port: web}, {port: api}]     | spec.endpoints stays [{interval=15s, port=web}, {port=api}] instead of [{interval=15s, port=web}]
          """)
  void a_field_with_another_value_is_named_with_both(String applied, String stays, String said) {
    assertThat(DESIRED).contains(applied);
    assertThat(described(DESIRED.replace(applied, stays == null ? "" : stays)))
        .hasValue("Monitor shop: " + said + CURE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          size: 1000m  | size: 1
          empty: {},   | ''
          port: web    | port: web, scheme: http
          """)
  void another_spelling_a_dropped_empty_value_and_a_default_are_the_servers_own(
      String applied, String answered) {
    assertThat(DESIRED).contains(applied);
    assertThat(described(DESIRED.replace(applied, answered))).isEmpty();
  }

  @Test
  void the_manager_is_named_if_there_is_one() {
    GenericKubernetesResource answered =
        LiveObject.of(DESIRED.replace("classic: true", "classic: false"))
            .ours(OWNED)
            .updatedBy("kyverno", "{f:spec: {f:classic: {}}}")
            .build();
    assertThat(described(answered))
        .hasValueSatisfying(
            said ->
                assertThat(said).contains("rewrites what the operator applies (manager kyverno);"));
  }

  @Test
  void of_many_fields_the_first_are_named_and_of_a_long_value_its_beginning() {
    StringBuilder many =
        new StringBuilder("{apiVersion: v1, kind: A, metadata: {name: a}, spec: {");
    StringBuilder owned = new StringBuilder("{f:spec: {");
    for (int i = 0; i < 9; i++) {
      many.append("f").append(i).append(": x, ");
      owned.append("f:f").append(i).append(": {}, ");
    }
    String desired = many.append("}}").toString();
    GenericKubernetesResource answered =
        LiveObject.of(desired.replace("x", "y".repeat(300))).ours(owned.append("}}") + "").build();
    assertThat(described(desired, answered))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .startsWith("A a: spec.f0 stays ")
                    .contains(" and 4 more: a mutating policy")
                    .hasSizeLessThan(800));
  }

  private static Optional<String> described(String answered) {
    return described(LiveObject.of(answered).ours(OWNED).build());
  }

  private static Optional<String> described(GenericKubernetesResource answered) {
    return described(DESIRED, answered);
  }

  private static Optional<String> described(String desired, GenericKubernetesResource answered) {
    SemanticEquality meaning = new SemanticEquality(Set.of("spec.size"));
    AppliedFieldsDiff diff = AppliedFieldsDiff.compare(LiveObject.tree(desired), answered, meaning);
    return RewrittenFields.describe(
        desired.contains("Monitor") ? "Monitor shop" : "A a",
        LiveObject.tree(desired),
        answered,
        diff,
        meaning);
  }
}
