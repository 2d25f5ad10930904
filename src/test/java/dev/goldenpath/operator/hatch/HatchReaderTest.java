package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HatchReaderTest {
  private static final String KEY = "override.goldenpath.dev/";
  private static final String EJECT = "eject.goldenpath.dev/";
  private final HatchReader reader =
      new HatchReader(Components.catalogue(), Documents.readBuiltIn());

  @Test
  void a_valid_value_counts() {
    Hatches overrides = read(Map.of(KEY + "quota.memory", "48Gi"));

    assertThat(overrides.values()).containsExactly(Map.entry("quota.memory", "48Gi"));
    assertThat(overrides.overridden())
        .containsExactly(
            new Hatches.Overridden("quota.memory", "48Gi", "32Gi", false, HatchReason.NONE));
    assertThat(overrides.rejected()).isEmpty();
  }

  @Test
  void the_value_of_the_tier_counts_and_leaves_nothing() {
    Hatches overrides = read(Map.of(KEY + "quota.memory", "32Gi"));

    assertThat(overrides.values()).containsKey("quota.memory");
    assertThat(overrides.overridden()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"network.ingress, open, true", "network.allowFrom, cart, false"})
  void a_value_that_lowers_what_the_platform_guarantees_is_marked(
      String parameter, String value, boolean unsafe) {
    assertThat(read(Map.of(KEY + parameter, value)).overridden())
        .singleElement()
        .returns(unsafe, Hatches.Overridden::unsafe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org/quota.memory",
        "goldenpath.dev.example.org/paused",
        "notgoldenpath.dev/paused",
        "goldenpath.dev/adopt",
        "goldenpath.dev/confirm-deletion"
      })
  void other_annotations_are_no_hatches(String key) {
    assertThat(read(Map.of(key, "48Gi"))).isEqualTo(read(Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          quota.memry                  | 48Gi  | unknown parameter (value "48Gi"); did you mean quota.memory?
          quota                        | 48Gi  | did you mean quota.
          quota.pods                   | many  | "many" must be a whole number such as 3
          quota.pods                   | 1001  | "1001" must be at most 1000
          quota.pods                   | 1e400 | "1e400" must be a whole number
          quota.cpu                    | -1    | "-1" must be a quantity
          quota.storage                | 10Gi  | makes a database of 3 × 100Gi of storage, which exceeds the storage quota of 10Gi; raise quota.storage
          postgres.memory              | 16Gi  | makes a database of 3 × 16Gi of memory, and one more during an update, which leaves the application less than 25 % of the memory quota of 32Gi; raise quota.memory
          quota.memory                 | 8Gi   | makes a database of 3 × 4Gi of memory, and one more
          postgres.cpu                 | 8     | makes a database of 3 × 8 of CPU, and one more
          quota.pods                   | 2     | makes a database of 3 pods, and one more during an update, which leaves the application less than 25 % of the pods quota of 2; raise quota.pods
          postgres.instances           | 1     | makes instances 1 and synchronousReplicas 1; synchronousReplicas must be smaller
          postgres.version             | 9.6   | "9.6" must be one of 15, 16, 17
          limits.memoryLimit           | 16Mi  | requests 512Mi of memory, more than the limit of 16Mi
          monitoring.interval          | 1s    | "1s" must be at least 5s
          network.allowFrom            | ../x  | must be names of services
          slo.availability             | 100   | "100" must be at most 99.99
          """)
  void a_value_that_is_not_understood_is_named_with_what_would_be_valid(
      String parameter, String value, String problem) {
    Hatches overrides = read(Map.of(KEY + parameter, value));

    assertThat(overrides.values()).isEmpty();
    assertThat(overrides.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.key()).isEqualTo(KEY + parameter);
              assertThat(rejected.problem()).contains(problem);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          eject.goldenpath.dev/qouta          | cost: x     | unknown component (value "cost: x"); did you mean quota?
          eject.goldenpath.dev/quota.memory   | cost: x     | unknown component (value "cost: x"); did you mean
          eject.goldenpath.dev/quota          | because: x  | "because: x" begins with an unknown reason code; write <code>: <text> with one of performance, compliance,
          eject.goldenpath.dev/namespace      | cost: x     | cannot eject the namespace, in which everything else lives; to eject everything, set spec.deletionPolicy to Retain
          patch.goldenpath.dev/qouta          | {"a": 1}    | unknown component (value "{"a": 1}"); did you mean quota?
          patch.goldenpath.dev/quota          | {}          | "{}" is empty
          patch.goldenpath.dev/quota          | [1]         | "[1]" must be one JSON object
          patch.goldenpath.dev/namespace      | {"a": 1}    | the component namespace cannot be patched
          patch.goldenpath.dev/access         | {"a": 1}    | the component access cannot be patched
          goldenpath.dev/until.quota          | tomorrow    | "tomorrow" is not a date; write the last day as 2026-12-31
          goldenpath.dev/until.quota          | 2026-02-30  | "2026-02-30" is not a date
          goldenpath.dev/until.quota          | 2026-12-31T00:00:00Z | is not a date
          goldenpath.dev/until.quota          | 1999-12-31  | "1999-12-31" is too far away; the year is 2000 to 9999
          goldenpath.dev/until.quota          | +10000-01-01 | is too far away
          goldenpath.dev/until.qouta          | 2026-12-31  | unknown component, parameter or hatch (value "2026-12-31"); did you mean quota?
          goldenpath.dev/until.quota.memry    | 2026-12-31  | did you mean quota.memory?
          goldenpath.dev/until.pause          | 2026-12-31  | did you mean paused?
          goldenpath.dev/until.               | 2026-12-31  | unknown component, parameter or hatch (value "2026-12-31")
          goldenpath.dev/reason.quota         | because: x  | begins with an unknown reason code
          goldenpath.dev/reason.quota.memry   | cost: x     | did you mean quota.memory?
          goldenpath.dev/reason.paused        | cost: x     | unknown component, parameter or hatch (value "cost: x")
          overide.goldenpath.dev/quota.memory | 48Gi        | unknown annotation (value "48Gi"); did you mean override.goldenpath.dev/quota.memory?
          ejct.goldenpath.dev/slo             | cost: x     | did you mean eject.goldenpath.dev/slo?
          goldenpath.dev/eject.slo            | cost: x     | unknown annotation (value "cost: x"); did you mean
          goldenpath.dev/pause                | cost: x     | did you mean goldenpath.dev/paused?
          goldenpath.dev/untill.quota         | 2026-12-31  | did you mean goldenpath.dev/until.quota?
          goldenpath.dev/pin                  | 1.0.0       | has no effect: no GoldenPath is in force
          goldenpath.dev/pni                  | 1.0.0       | did you mean goldenpath.dev/pin?
          goldenpath.dev/until.pins           | 2026-12-31  | did you mean pin?
          goldenpath.dev/confirm-deletoin     | shop        | did you mean goldenpath.dev/confirm-deletion?
          """)
  void any_hatch_that_is_not_understood_changes_nothing_and_is_named(
      String key, String value, String problem) {
    Hatches hatches = read(Map.of(key, value));

    assertThat(hatches.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.key()).isEqualTo(key);
              assertThat(rejected.problem())
                  .containsPattern(
                      Pattern.compile(
                          "^\"%1$s\" |^unknown .* [(]value \"%1$s\"[)]; did you mean"
                              .formatted(Pattern.quote(value))))
                  .contains(problem)
                  .doesNotEndWith(" ");
            });
    assertThat(hatches)
        .usingRecursiveComparison()
        .ignoringFields("rejected", "hash")
        .isEqualTo(read(Map.of()));
    assertThat(hatches.hash()).isNotNull();
  }

  @Test
  void one_that_is_not_understood_takes_no_other_with_it() {
    Hatches overrides =
        read(
            Map.of(
                KEY + "quota.pods", "many",
                KEY + "quota.memory", "48Gi",
                EJECT + "slo", "because: x",
                EJECT + "dashboard", "cost: x"));

    assertThat(overrides.values()).containsOnlyKeys("quota.memory");
    assertThat(overrides.ejected()).containsOnlyKeys("dashboard");
    assertThat(overrides.rejected())
        .extracting(RejectedHatch::key)
        .containsExactly(EJECT + "slo", KEY + "quota.pods");
  }

  @Test
  void values_that_contradict_each_other_count_together_once_they_do_not() {
    Hatches overrides =
        read(Map.of(KEY + "postgres.instances", "1", KEY + "postgres.synchronousReplicas", "0"));

    assertThat(overrides.values()).hasSize(2);
    assertThat(overrides.rejected()).isEmpty();
  }

  @Test
  void what_an_ejected_component_has_contradicts_nothing() {
    Hatches hatches = read(Map.of(EJECT + "postgres", "", KEY + "quota.storage", "10Gi"));

    assertThat(hatches.values()).containsOnlyKeys("quota.storage");
    assertThat(hatches.rejected()).isEmpty();
  }

  private Hatches read(Map<String, String> annotations) {
    return reader.read(annotations, Tier.GOLD, RememberedHatches.NONE);
  }
}
