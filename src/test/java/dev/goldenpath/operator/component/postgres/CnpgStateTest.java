package dev.goldenpath.operator.component.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CloudNativePG says, and what becomes of it. */
class CnpgStateTest {
  private static final String NOT_READY =
      "conditions: [{ type: Ready, status: 'False', reason: ClusterIsNotReady, message: Cluster Is Not Ready }]";

  @Test
  void it_is_ready_if_everything_says_so() {
    assertThat(
            of(
                "phase: Cluster in healthy state",
                3,
                "conditions: [{ type: Ready, status: 'True', observedGeneration: 2 }]"))
        .isEqualTo(new CnpgState(true, false, "InstancesReady", "3 of 3 instances ready"));
  }

  @Test
  void a_release_without_conditions_is_believed_by_its_phase_and_count() {
    assertThat(of("phase: Cluster in healthy state", 3, "").ready()).isTrue();
    assertThat(of("phase: Cluster in healthy state", 2, "").ready()).isFalse();
    assertThat(of("phase: ''", 3, "").ready()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cluster is unrecoverable and needs manual intervention",
        "Waiting for user action",
        "Not enough disk space",
        "Unable to create required cluster objects",
        "Cluster has incomplete or invalid image catalog",
        "Cluster cannot proceed to reconciliation due to an unknown plugin being required"
      })
  void a_phase_that_needs_a_person_is_passed_on_whatever_the_count(String phase) {
    for (int ready : new int[] {0, 3}) {
      CnpgState state =
          of("phase: " + phase + "\n  phaseReason: 'disk full: postgres-1'", ready, NOT_READY);

      assertThat(state.ready()).isFalse();
      assertThat(state.failing()).isTrue();
      assertThat(state.reason()).isEqualTo("DatabaseFailing");
      assertThat(state.message())
          .isEqualTo(
              ready
                  + " of 3 instances ready; CloudNativePG: "
                  + phase
                  + ": disk full: postgres-1: Cluster Is Not Ready");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Setting up primary, 0",
    "Creating a new replica, 2",
    "Upgrading cluster, 3",
    "Switchover in progress, 3",
    "A phase of a later release, 3"
  })
  void any_other_phase_is_on_its_way_with_its_words(String phase, int ready) {
    CnpgState state = of("phase: " + phase, ready, "");

    assertThat(state)
        .isEqualTo(
            new CnpgState(
                false,
                false,
                "InstancesStarting",
                ready + " of 3 instances ready; CloudNativePG: " + phase));
  }

  @Test
  void a_false_condition_counts_though_all_instances_are_there() {
    assertThat(of("phase: Cluster in healthy state", 3, NOT_READY))
        .isEqualTo(
            new CnpgState(
                false,
                false,
                "InstancesStarting",
                "3 of 3 instances ready; CloudNativePG: Cluster Is Not Ready"));
  }

  @Test
  void a_condition_about_an_earlier_generation_says_nothing() {
    assertThat(
            of(
                    "phase: Cluster in healthy state",
                    3,
                    "conditions: [{ type: Ready, status: 'True', observedGeneration: 1 }]")
                .ready())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cnpg.io/hibernation: 'on' | Hibernated",
        "cnpg.io/fencedInstances: '[\"postgres-1\"]' | InstancesFenced",
        "cnpg.io/fencedInstances: '[\"*\"]' | InstancesFenced"
      })
  void a_database_that_was_stopped_on_purpose_says_how_to_start_it(
      String annotation, String reason) {
    CnpgState state = CnpgState.of(cluster(annotation, "phase: Cluster in healthy state", 0, ""));

    assertThat(state.failing()).isTrue();
    assertThat(state.reason()).isEqualTo(reason);
    assertThat(state.message()).contains(annotation.substring(0, annotation.indexOf(':')), "start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnpg.io/hibernation: 'off'", "cnpg.io/fencedInstances: '[]'"})
  void an_annotation_that_stops_nothing_is_none(String annotation) {
    assertThat(CnpgState.of(cluster(annotation, "phase: Cluster in healthy state", 3, "")).ready())
        .isTrue();
  }

  @Test
  void what_will_matter_one_day_is_a_warning() {
    GenericKubernetesResource cluster =
        cluster(
            "a: b",
            "resizingPVC: [postgres-1, postgres-2]",
            3,
            "conditions: [{ type: ContinuousArchiving, status: 'False', message: no such bucket },"
                + " { type: LastBackupSucceeded, status: 'False', message: timeout }]");

    assertThat(CnpgState.warnings(cluster))
        .containsExactly(
            "archiving of the write-ahead log fails, and the volume fills up: no such bucket",
            "the last backup failed: timeout",
            "2 volumes are being resized; if it lasts, the storage class may not allow expansion");
    assertThat(CnpgState.of(cluster).ready()).isTrue();
    assertThat(
            CnpgState.warnings(
                cluster(
                    "a: b",
                    "resizingPVC: []",
                    3,
                    "conditions: [{ type: ContinuousArchiving, status: 'True' }]")))
        .isEmpty();
  }

  private static CnpgState of(String phase, int ready, String conditions) {
    return CnpgState.of(cluster("a: b", phase, ready, conditions));
  }

  private static GenericKubernetesResource cluster(
      String annotation, String phase, int ready, String conditions) {
    return Serialization.unmarshal(
        """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata:
          name: postgres
          generation: 2
          annotations: { %s }
        spec: { instances: 3 }
        status:
          readyInstances: %d
          %s
          %s
        """
            .formatted(annotation, ready, phase, conditions),
        GenericKubernetesResource.class);
  }
}
