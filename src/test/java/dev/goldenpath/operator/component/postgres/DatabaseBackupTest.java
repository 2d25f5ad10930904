package dev.goldenpath.operator.component.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Rendering;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseBackupTest {
  private static final String NO_PLACE = "objectStore: {}";
  private static final String A_PLACE = "objectStore: { destinationPath: \"s3://backups\" }";

  @ParameterizedTest
  @EnumSource
  void a_service_is_warned_if_its_tier_has_a_retention_and_backups_have_no_place(Tier tier)
      throws InvalidGoldenPathException {
    String kept = "retention: { %s: 30d }".formatted(tier.text());
    String document = Documents.builtIn().replaceFirst("retention: .*", kept);

    assertThat(warnings(Documents.read(document), tier)).hasSize(1);
    assertThat(warnings(Documents.read(document.replace("30d", "\"\"")), tier)).isEmpty();
    assertThat(warnings(Documents.read(document.replace(NO_PLACE, A_PLACE)), tier)).isEmpty();
  }

  @Test
  void of_the_built_in_path_only_bronze_has_no_retention() {
    GoldenPath path = Documents.readBuiltIn();
    assertThat(Stream.of(Tier.values()).filter(tier -> warnings(path, tier).isEmpty()))
        .containsExactly(Tier.BRONZE);
  }

  @Test
  void another_provider_takes_care_of_its_backups() {
    Map<String, String> other = Map.of("override.goldenpath.dev/postgres.provider", "crossplane");
    assertThat(DatabaseBackup.warnings(Rendering.plan("gold", other))).isEmpty();
    assertThat(DatabaseBackup.warnings(Rendering.plan("gold", Map.of()))).isNotEmpty();
  }

  private static List<String> warnings(GoldenPath path, Tier tier) {
    return DatabaseBackup.warnings(Rendering.plan(path, tier.text(), Map.of())).toList();
  }
}
