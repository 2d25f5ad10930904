package dev.goldenpath.operator.component.postgres;

import static dev.goldenpath.operator.component.effect.Effect.CONNECTIONS_CUT;
import static dev.goldenpath.operator.component.effect.Effect.DATABASE_RESTART;
import static dev.goldenpath.operator.component.effect.Effect.IRREVERSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseEffectsTest {
  private static final Platform.Claim CLAIM =
      Documents.readBuiltIn().spec().platform().crossplaneClaim();

  @ParameterizedTest
  @MethodSource
  void a_field_of_the_cluster(String field, Object from, Object to, Set<Effect> effects) {
    assertThat(of("Cluster", field, from, to)).isEqualTo(effects);
  }

  static Stream<Arguments> a_field_of_the_cluster() {
    String setting = "spec.postgresql.parameters.";
    return Stream.of(
        Arguments.of("spec.resources.requests.cpu", "1", "2", Set.of(DATABASE_RESTART)),
        Arguments.of("spec.resources.limits.memory", "1Gi", "2Gi", Set.of(DATABASE_RESTART)),
        Arguments.of("spec.imageName", "r/pg:17.5", "r/pg:17.6", Set.of(DATABASE_RESTART)),
        Arguments.of("spec.imageName", "r/pg:17", null, Set.of(DATABASE_RESTART)),
        Arguments.of(
            "spec.imageName", "r/pg:16", "r/pg:17", Set.of(DATABASE_RESTART, IRREVERSIBLE)),
        Arguments.of("spec.imageCatalogRef.name", "old", "new", Set.of(DATABASE_RESTART)),
        Arguments.of("spec.imageCatalogRef.major", 16, 17, Set.of(DATABASE_RESTART, IRREVERSIBLE)),
        Arguments.of("spec.imageCatalogRef.major", null, 17, Set.of(DATABASE_RESTART)),
        Arguments.of("spec.plugins", null, List.of(Map.of()), Set.of(DATABASE_RESTART)),
        Arguments.of("spec.startDelay", 3600, 60, Set.of(DATABASE_RESTART)),
        Arguments.of("spec.switchoverDelay", 3600, 60, Set.of()),
        Arguments.of(setting + "max_connections", "100", "200", Set.of(DATABASE_RESTART)),
        Arguments.of(setting + "work_mem", "4MB", "8MB", Set.of()),
        Arguments.of("spec.postgresql.synchronous.number", null, 1, Set.of()),
        Arguments.of("spec.storage.size", "5Gi", "10Gi", Set.of(IRREVERSIBLE)),
        Arguments.of("spec.storage.size", "10Gi", "5Gi", Set.of()),
        Arguments.of("spec.storage.storageClass", "slow", "fast", Set.of()),
        Arguments.of("spec.instances", 3, 2, Set.of(CONNECTIONS_CUT)),
        Arguments.of("spec.instances", 2, 3, Set.of()),
        Arguments.of("spec.enablePDB", false, null, Set.of()),
        Arguments.of("spec.imagePullSecrets", null, List.of(Map.of()), Set.of()),
        Arguments.of("spec.nodeMaintenanceWindow.inProgress", null, true, Set.of()),
        Arguments.of("metadata.labels.a", null, "b", Set.of()));
  }

  @Test
  void of_a_claim_only_what_cannot_go_back_is_known() {
    String kind = CLAIM.kind();
    assertThat(of(kind, "spec.parameters.storage", "5Gi", "10Gi")).containsExactly(IRREVERSIBLE);
    assertThat(of(kind, "spec.parameters.storage", "10Gi", "5Gi")).isEmpty();
    assertThat(of(kind, "spec.parameters.version", "16", "17")).containsExactly(IRREVERSIBLE);
    assertThat(of(kind, "spec.parameters.version", null, "17")).isEmpty();
    assertThat(of(kind, "spec.parameters.instances", 1, 2)).isEmpty();
  }

  @Test
  void a_backup_and_a_whole_object_do_nothing_to_what_runs() {
    assertThat(of("ScheduledBackup", "spec.schedule", "0 0 2 * * *", "0 0 3 * * *")).isEmpty();
    assertThat(DatabaseEffects.of(FieldChange.created("Cluster", "postgres", Map.of()), CLAIM))
        .isEmpty();
  }

  private static Set<Effect> of(String kind, String field, Object from, Object to) {
    return DatabaseEffects.of(new FieldChange(kind, "postgres", field, from, to), CLAIM);
  }
}
