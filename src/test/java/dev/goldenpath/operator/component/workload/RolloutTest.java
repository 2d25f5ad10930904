package dev.goldenpath.operator.component.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.reconcile.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {
  private static final String IMAGE = "ghcr.io/acme/checkout:1.0.0";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # minimum, wanted, total, updated, available
          2 | 2 | 2 | 2 | 2 | true  | all of them
          2 | 4 | 4 | 4 | 2 | true  | it grows
          2 | 4 | 4 | 4 | 1 | false | one of the needed is gone
          2 | 2 | 3 | 1 | 2 | false | the new one is not there yet
          2 | 2 | 3 | 2 | 2 | false | an old one is still there
          3 | 1 | 1 | 1 | 1 | true  | somebody scaled it to fewer
          3 | 0 | 0 | 0 | 0 | true  | somebody scaled it to none
          1 | 1 | 0 | 0 | 0 | false | no pod yet
          """)
  void it_is_done_if_all_pods_are_new_and_enough_serve(
      int minimum, int wanted, int total, int updated, int available, boolean done, String why) {
    assertThat(Rollout.of(deployment(5, 5, minimum, wanted, total, updated, available)).isDone())
        .as(why)
        .isEqualTo(done);
  }

  @Test
  void nothing_is_known_of_a_generation_that_was_not_observed() {
    Rollout rollout = Rollout.of(deployment(6, 5, 1, 1, 1, 1, 1));
    assertThat(rollout.isDone()).isFalse();
    assertThat(rollout.words("checkout")).isEqualTo(IMAGE + " is being rolled out");
    assertThat(Rollout.of(LiveObject.of("{metadata: {name: a}}").build()).isDone()).isFalse();
  }

  @Test
  void scaling_and_foreign_annotations_are_no_news() {
    GenericKubernetesResource before = deployment(5, 5, 2, 2, 2, 2, 2);
    for (GenericKubernetesResource now :
        List.of(
            deployment(6, 5, 2, 4, 2, 2, 2),
            deployment(5, 5, 2, 4, 4, 4, 2),
            deployment(5, 5, 2, 4, 4, 4, 3))) {
      assertThat(Rollout.isNews(before, now)).isFalse();
    }
    assertThat(Rollout.isNews(before, deployment(5, 5, 2, 4, 4, 4, 1))).isTrue();
    assertThat(Rollout.isNews(deployment(6, 5, 2, 2, 2, 2, 2), deployment(6, 6, 2, 2, 2, 2, 2)))
        .as("what was written was seen")
        .isTrue();
  }

  @Test
  void a_rollout_that_was_given_up_says_what_still_serves() {
    Rollout failed =
        Rollout.of(
            with(
                deployment(5, 5, 2, 2, 3, 1, 2),
                "{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, message: 'ReplicaSet \"a\" has timed out progressing.'}"));
    assertThat(failed.state()).isEqualTo(Rollout.State.GIVEN_UP);
    assertThat(failed.words("checkout"))
        .isEqualTo(
            IMAGE
                + " does not become ready: ReplicaSet \"a\" has timed out progressing.;"
                + " the pods before it serve; look at kubectl get pods,events -n checkout");
  }

  @Test
  void a_refusal_counts_only_if_too_few_pods_run() {
    String refusal =
        "{type: ReplicaFailure, status: 'True', message: 'exceeded quota: golden-quota'}";
    Rollout first = Rollout.of(with(deployment(5, 5, 2, 2, 0, 0, 0), refusal));
    assertThat(first.state()).isEqualTo(Rollout.State.REFUSED);
    assertThat(first.words("checkout")).startsWith("exceeded quota: golden-quota; no pod serves;");

    Rollout growing = Rollout.of(with(deployment(5, 5, 2, 4, 3, 3, 3), refusal));
    assertThat(growing.state()).isNotEqualTo(Rollout.State.REFUSED);
    assertThat(growing.isDone()).isTrue();
  }

  @Test
  void a_deployment_of_another_needs_what_it_asks_for() {
    GenericKubernetesResource other = deployment(5, 5, 2, 3, 3, 3, 2);
    other.getMetadata().setAnnotations(Map.of());
    assertThat(Rollout.of(other).isDone()).isFalse();
    other.getMetadata().setAnnotations(Map.of("goldenpath.dev/min-replicas", "x"));
    assertThat(Rollout.of(other).isDone()).isTrue();
  }

  private static GenericKubernetesResource with(
      GenericKubernetesResource deployment, String condition) {
    @SuppressWarnings("unchecked")
    var status = (Map<String, Object>) deployment.getAdditionalProperties().get("status");
    status.put("conditions", List.of(LiveObject.tree(condition)));
    return deployment;
  }

  private static GenericKubernetesResource deployment(
      int generation,
      int observed,
      int minimum,
      int wanted,
      int total,
      int updated,
      int available) {
    return LiveObject.of(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: checkout
              generation: %d
              annotations: { goldenpath.dev/min-replicas: "%d" }
            spec:
              replicas: %d
              template: { spec: { containers: [ { name: sidecar, image: x }, { name: app, image: "%s" } ] } }
            status:
              observedGeneration: %d
              replicas: %d
              updatedReplicas: %d
              availableReplicas: %d
            """
                .formatted(generation, minimum, wanted, IMAGE, observed, total, updated, available))
        .build();
  }
}
