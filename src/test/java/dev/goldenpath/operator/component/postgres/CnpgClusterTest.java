package dev.goldenpath.operator.component.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.LiveValues;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is live of a Cluster. */
class CnpgClusterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "imageName: ghcr.io/cloudnative-pg/postgresql:17, 17",
    "imageName: registry:5000/pg:16.4-standard-trixie, 16",
    "imageName: registry:5000/team/pg:16.4@sha256:0123456789012345678901234567890123456789012345678901234567890123, 16",
    "imageName: registry:5000/team/pg@sha256:0123456789012345678901234567890123456789012345678901234567890123, ",
    "imageName: registry:5000/team/pg:latest, ",
    "'imageCatalogRef: { kind: ClusterImageCatalog, name: acme, major: 15 }', 15"
  })
  void the_version_comes_from_the_image_or_the_catalog(String image, String version) {
    assertThat(live("  " + image, "readyInstances: 3", "11:00", "11:30").value("postgres.version"))
        .isEqualTo(java.util.Optional.ofNullable(version));
  }

  @Test
  void the_version_of_the_data_counts_more_than_the_one_that_is_asked_for() {
    assertThat(
            live(
                    "  imageName: registry/pg:17",
                    "pgDataImageInfo: { majorVersion: 16 }",
                    "11:00",
                    "11:30")
                .value("postgres.version"))
        .contains("16");
  }

  @Test
  void sizes_are_those_of_the_spec() {
    assertThat(live("  imageName: registry/pg:17", "readyInstances: 3", "11:00", "11:30"))
        .isEqualTo(
            new LiveValues(
                Map.of(
                    "postgres.storage", "100Gi",
                    "postgres.storageClass", "fast",
                    "postgres.instances", "3",
                    "postgres.cpu", "1",
                    "postgres.memory", "4Gi",
                    "postgres.version", "17"),
                false));
  }

  @ParameterizedTest
  @CsvSource({
    "'readyInstances: 4', 11:00, 11:30, true",
    "'readyInstances: 3, phase: Upgrading cluster', 11:00, 11:30, true",
    "'readyInstances: 3, phase: Cluster in healthy state', 11:00, 11:30, false",
    "'readyInstances: 3, phase: Cluster in healthy state', 11:58, 11:30, true",
    "'readyInstances: 3, phase: Cluster in healthy state', 11:40, 11:30, false",
    "'readyInstances: 0, phase: Setting up primary', 11:58, 11:30, false"
  })
  void it_is_changing_while_pods_of_another_size_may_be_there(
      String status, String specAt, String statusAt, boolean changing) {
    assertThat(live("  imageName: registry/pg:17", status, specAt, statusAt).changing())
        .isEqualTo(changing);
  }

  private static LiveValues live(String image, String status, String specAt, String statusAt) {
    return CnpgCluster.live(
        Serialization.unmarshal(
            """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata:
              name: postgres
              managedFields:
              - { manager: us, operation: Apply, time: "2026-01-01T%s:00Z" }
              - { manager: cnpg, operation: Update, subresource: status, time: "2026-01-01T%s:00Z" }
            spec:
              instances: 3
              storage: { size: 100Gi, storageClass: fast }
              resources: { requests: { cpu: 1, memory: 4Gi } }
            %s
            status: { %s }
            """
                .formatted(specAt, statusAt, image, status),
            GenericKubernetesResource.class),
        NOW);
  }
}
