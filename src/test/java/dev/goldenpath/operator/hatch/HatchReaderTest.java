package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.path.Documents;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HatchReaderTest {
  private static final String KEY = "override.goldenpath.dev/";
  private final HatchReader reader = new HatchReader(Documents.readBuiltIn());

  @Test
  void a_valid_value_counts() {
    Hatches overrides =
        reader.read(Map.of(KEY + "quota.memory", "48Gi"), Tier.GOLD, Optional.empty());

    assertThat(overrides.values()).containsExactly(Map.entry("quota.memory", "48Gi"));
    assertThat(overrides.rejected()).isEmpty();
  }

  @Test
  void other_annotations_are_none_of_ours() {
    Hatches overrides =
        reader.read(Map.of("example.org/quota.memory", "48Gi"), Tier.GOLD, Optional.empty());

    assertThat(overrides.values()).isEmpty();
    assertThat(overrides.rejected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          quota.memry                  | 48Gi  | "48Gi" is for no parameter; did you mean quota.memory?
          quota                        | 48Gi  | did you mean quota.
          quota.pods                   | many  | "many" must be a whole number such as 3
          quota.pods                   | 1001  | "1001" must be at most 1000
          quota.pods                   | 1e400 | "1e400" must be a whole number
          quota.cpu                    | -1    | "-1" must be a quantity
          quota.storage                | 10Gi  | makes a database of 3 × 100Gi, which exceeds the storage quota of 10Gi
          postgres.instances           | 1     | lets 1 replicas confirm a commit where there are 1 instances
          postgres.version             | 9.6   | "9.6" must be one of 15, 16, 17
          limits.memoryLimit           | 16Mi  | requests 512Mi of memory where the limit is 16Mi
          monitoring.interval          | 1s    | "1s" must be at least 5s
          network.allowFrom            | ../x  | must be names of services
          slo.availability             | 100   | "100" must be at most 99.99
          """)
  void what_is_not_understood_is_named_with_what_would_be_valid(
      String parameter, String value, String problem) {
    Hatches overrides = reader.read(Map.of(KEY + parameter, value), Tier.GOLD, Optional.empty());

    assertThat(overrides.values()).isEmpty();
    assertThat(overrides.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.key()).isEqualTo(KEY + parameter);
              assertThat(rejected.problem()).contains(problem);
            });
  }

  @Test
  void one_that_is_not_understood_takes_no_other_with_it() {
    Hatches overrides =
        reader.read(
            Map.of(KEY + "quota.pods", "many", KEY + "quota.memory", "48Gi"),
            Tier.GOLD,
            Optional.empty());

    assertThat(overrides.values()).containsOnlyKeys("quota.memory");
    assertThat(overrides.rejected()).hasSize(1);
  }

  @Test
  void values_that_contradict_each_other_count_together_once_they_do_not() {
    Hatches overrides =
        reader.read(
            Map.of(KEY + "postgres.instances", "1", KEY + "postgres.synchronousReplicas", "0"),
            Tier.GOLD,
            Optional.empty());

    assertThat(overrides.values()).hasSize(2);
    assertThat(overrides.rejected()).isEmpty();
  }

  @Property
  void no_text_makes_it_fail_or_reaches_a_message_raw(@ForAll String name, @ForAll String value) {
    for (String key : new String[] {KEY + name, KEY + "quota.memory", KEY + "network.allowFrom"}) {
      Hatches overrides = reader.read(Map.of(key, value), Tier.SILVER, Optional.empty());
      assertThat(overrides.values().size() + overrides.rejected().size()).isEqualTo(1);
      overrides
          .rejected()
          .forEach(
              rejected ->
                  assertThat(rejected.problem())
                      .doesNotContainPattern("\\p{Cntrl}")
                      .hasSizeLessThan(700));
    }
  }
}
