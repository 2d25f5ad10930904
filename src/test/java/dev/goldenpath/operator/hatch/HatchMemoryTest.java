package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.support.Plans;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counted last goes on counting while what is there now cannot be read. */
class HatchMemoryTest {
  private static final String OVERRIDE = "override.goldenpath.dev/";
  private static final String PATCH = "patch.goldenpath.dev/quota";
  private static final String EJECT = "eject.goldenpath.dev/slo";
  private static final String PAUSED = "goldenpath.dev/paused";
  private static final String FIVE_PODS = "{\"spec\":{\"hard\":{\"count/pods\":\"5\"}}}";
  private static final String NINE_PODS = "{\"spec\":{\"hard\":{\"count/pods\":\"9\"}}}";

  private static final GoldenServiceStatus BEFORE =
      Plans.status(
          """
          hatches:
            - {kind: override, target: quota.memory, component: quota, value: 48Gi, default: 32Gi}
            - {kind: override, target: postgres.instances, component: postgres, value: "2"}
            - {kind: patch, target: quota, component: quota, value: '%s', reason: cost}
            - {kind: eject, target: slo, component: slo, reason: incident, message: INC-1}
            - {kind: pause, target: service, reason: migration, message: we move}
          """
              .formatted(FIVE_PODS));

  @ParameterizedTest
  @CsvSource({"quota.memory, lots, 48Gi", "quota.memory, 2Ti, 48Gi", "postgres.instances, -, 2"})
  void an_override_that_cannot_be_read_keeps_its_last_value_and_is_named(
      String parameter, String value, String last) {
    Hatches hatches = read(Map.of(OVERRIDE + parameter, value), BEFORE);

    assertThat(hatches.values()).containsExactly(Map.entry(parameter, last));
    assertThat(hatches.rejected())
        .extracting(RejectedHatch::key)
        .containsExactly(OVERRIDE + parameter);
  }

  @Test
  void one_that_can_be_read_takes_its_place() {
    Hatches hatches =
        read(
            Map.of(OVERRIDE + "quota.memory", "64Gi", EJECT, "cost: x", PAUSED, "cost: y"), BEFORE);

    assertThat(hatches.values()).containsEntry("quota.memory", "64Gi");
    assertThat(hatches.ejected().get("slo").words()).isEqualTo("cost: x");
    assertThat(hatches.paused().map(HatchReason::words)).contains("cost: y");
    assertThat(hatches.rejected()).isEmpty();
  }

  @Test
  void a_new_value_that_contradicts_another_falls_back_to_the_last() {
    Hatches hatches =
        read(
            Map.of(OVERRIDE + "postgres.instances", "1", OVERRIDE + "quota.memory", "64Gi"),
            BEFORE);

    assertThat(hatches.values())
        .containsOnly(Map.entry("postgres.instances", "2"), Map.entry("quota.memory", "64Gi"));
    assertThat(hatches.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.key()).isEqualTo(OVERRIDE + "postgres.instances");
              assertThat(rejected.problem())
                  .startsWith("\"1\" makes instances 1 and synchronousReplicas 1");
            });
  }

  @Test
  void a_value_that_contradicts_the_last_one_of_another_goes_alone() {
    Hatches hatches =
        read(
            Map.of(
                OVERRIDE + "postgres.instances", "2",
                OVERRIDE + "postgres.synchronousReplicas", "2"),
            BEFORE);

    assertThat(hatches.values()).containsExactly(Map.entry("postgres.instances", "2"));
    assertThat(hatches.rejected())
        .extracting(RejectedHatch::key)
        .containsExactly(OVERRIDE + "postgres.synchronousReplicas");
  }

  @Test
  void last_values_that_contradict_each_other_all_go() {
    Hatches hatches =
        read(
            Map.of(
                OVERRIDE + "limits.memoryRequest", "4Gi", OVERRIDE + "limits.memoryLimit", "2Gi"),
            new RememberedHatches(
                Map.of("limits.memoryRequest", "4Gi", "limits.memoryLimit", "2Gi"),
                Map.of(),
                Map.of()));

    assertThat(hatches.values()).isEmpty();
    assertThat(hatches.rejected()).hasSize(2);
  }

  /** The path's own memory would restart a database that runs well. */
  @Test
  void a_database_that_outgrew_its_quota_by_a_new_rule_keeps_what_it_has() {
    Hatches hatches =
        read(
            Map.of(OVERRIDE + "postgres.memory", "8Gi"),
            new RememberedHatches(Map.of("postgres.memory", "8Gi"), Map.of(), Map.of()));

    assertThat(hatches.values()).containsExactly(Map.entry("postgres.memory", "8Gi"));
    assertThat(hatches.rejected())
        .singleElement()
        .extracting(RejectedHatch::problem)
        .asString()
        .endsWith("raise quota.memory; \"8Gi\" stays in effect");
  }

  @ParameterizedTest
  @CsvSource({"quota.memory, lots", "quota.memory,", "quota.gpus, 4", "quota, 4", ", 4"})
  void a_last_value_that_is_not_valid_any_more_is_not_used(String parameter, String value) {
    String key = parameter == null ? "" : parameter;
    RememberedHatches before =
        new RememberedHatches(Map.of(key, value == null ? "" : value), Map.of(), Map.of());
    Hatches hatches = read(Map.of(OVERRIDE + (key.isEmpty() ? "x" : key), "?"), before);

    assertThat(hatches.values()).isEmpty();
    assertThat(hatches.rejected()).hasSize(1);
  }

  @Test
  void a_last_value_stays_though_a_new_document_no_longer_allows_it() {
    RememberedHatches before =
        new RememberedHatches(Map.of("quota.memory", "2Ti"), Map.of(), Map.of());
    Hatches hatches = read(Map.of(OVERRIDE + "quota.memory", "2Ti"), before);

    assertThat(hatches.values()).containsExactly(Map.entry("quota.memory", "2Ti"));
    assertThat(hatches.rejected())
        .extracting(RejectedHatch::problem)
        .containsExactly("\"2Ti\" must be at most 1Ti; \"2Ti\" stays in effect");
  }

  @Test
  void a_patch_that_cannot_be_read_leaves_the_last_one() throws InvalidHatchException {
    Hatches hatches = read(Map.of(PATCH, "{"), BEFORE);

    assertThat(hatches.patches().get("quota").patches())
        .containsExactly(MergePatch.parse(FIVE_PODS));
    assertThat(hatches.rejected()).extracting(RejectedHatch::key).containsExactly(PATCH);
  }

  @Test
  void a_patch_that_can_be_read_is_tried_before_the_last_one() throws InvalidHatchException {
    assertThat(read(Map.of(PATCH, NINE_PODS), BEFORE).patches().get("quota").patches())
        .containsExactly(MergePatch.parse(NINE_PODS), MergePatch.parse(FIVE_PODS));
    assertThat(read(Map.of(PATCH, FIVE_PODS), BEFORE).patches().get("quota").patches())
        .containsExactly(MergePatch.parse(FIVE_PODS));
  }

  @ParameterizedTest
  @CsvSource({"slo, '{}'", "quota, '{'", "quota, 'null'", "quota,"})
  void a_last_patch_of_another_component_or_that_is_none_is_not_used(
      String component, String patch) {
    RememberedHatches before =
        new RememberedHatches(Map.of(), Map.of(component, patch == null ? "" : patch), Map.of());
    Hatches hatches = read(Map.of(PATCH, "{"), before);

    assertThat(hatches.patches()).isEmpty();
    assertThat(hatches.rejected()).hasSize(1);
  }

  @Test
  void what_is_ejected_stays_so_while_its_reason_cannot_be_read() {
    Hatches hatches =
        read(Map.of(EJECT, "outage: x", "goldenpath.dev/until.slo", "2026-12-31"), BEFORE);

    assertThat(hatches.ejected())
        .containsExactly(
            Map.entry(
                "slo",
                new HatchReason(
                    HatchReasonCode.INCIDENT,
                    "INC-1",
                    Optional.of(LocalDate.parse("2026-12-31")))));
    assertThat(hatches.rejected()).extracting(RejectedHatch::key).containsExactly(EJECT);
    assertThat(read(Map.of(EJECT, "outage: x"), BEFORE).ejected().get("slo").until()).isEmpty();
  }

  @Test
  void what_stays_ejected_takes_neither_override_nor_patch_not_even_the_last() {
    GoldenServiceStatus before =
        Plans.status(
            """
            hatches:
              - {kind: override, target: quota.memory, component: quota, value: 48Gi}
              - {kind: patch, target: quota, component: quota, value: '%s'}
              - {kind: eject, target: quota, component: quota}
            """
                .formatted(FIVE_PODS));
    Hatches hatches =
        read(
            Map.of(
                "eject.goldenpath.dev/quota",
                "outage: x",
                OVERRIDE + "quota.memory",
                "64Gi",
                PATCH,
                NINE_PODS),
            before);

    assertThat(hatches.ejects("quota")).isTrue();
    assertThat(hatches.values()).isEmpty();
    assertThat(hatches.patches()).isEmpty();
    assertThat(hatches.rejected()).hasSize(3);
  }

  @Test
  void what_was_paused_stays_so_and_counts_by_what_its_reason_is_now() {
    Hatches hatches =
        read(Map.of(PAUSED, "outage: x", "goldenpath.dev/until.paused", "2026-12-31"), BEFORE);

    assertThat(hatches.paused())
        .contains(
            new HatchReason(
                HatchReasonCode.OTHER, "outage: x", Optional.of(LocalDate.parse("2026-12-31"))));
    assertThat(hatches.rejected()).extracting(RejectedHatch::key).containsExactly(PAUSED);
  }

  @Test
  void without_an_annotation_nothing_stays() {
    assertThat(read(Map.of(), BEFORE)).isEqualTo(read(Map.of(), GoldenServiceStatus.empty()));
  }

  private static Hatches read(Map<String, String> annotations, GoldenServiceStatus before) {
    return read(annotations, Plans.remembered(before));
  }

  private static Hatches read(Map<String, String> annotations, RememberedHatches before) {
    return new HatchReader(Components.catalogue(), Documents.readBuiltIn())
        .read(annotations, Tier.GOLD, before);
  }
}
