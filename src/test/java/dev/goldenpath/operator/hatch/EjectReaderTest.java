package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EjectReaderTest {
  private static final String EJECT = "eject.goldenpath.dev/";
  private static final String OVERRIDE = "override.goldenpath.dev/quota.memory";
  private static final String PATCH = "patch.goldenpath.dev/quota";
  private static final String COUNT_PODS = "{\"spec\":{\"hard\":{\"count/pods\":\"9\"}}}";
  private static final LocalDate DAY = LocalDate.parse("2026-12-31");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access",
        "quota",
        "limits",
        "network",
        "postgres",
        "monitoring",
        "slo",
        "dashboard"
      })
  void each_component_but_the_namespace_can_be_ejected(String component) {
    Hatches hatches = read(Map.of(EJECT + component, "cost: too dear"));

    assertThat(hatches.ejected())
        .containsExactly(
            Map.entry(
                component, new HatchReason(HatchReasonCode.COST, "too dear", Optional.empty())));
    assertThat(hatches.ejects(component)).isTrue();
    assertThat(hatches.ejects("namespace")).isFalse();
    assertThat(hatches.rejected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', NONE, ''", "our own, NONE, our own", "incident:, INCIDENT, ''"})
  void a_reason_is_welcome_and_not_required(String value, HatchReasonCode code, String text) {
    HatchReason reason = new HatchReason(code, text, Optional.empty());
    Hatches hatches = read(Map.of(EJECT + "slo", value, "goldenpath.dev/paused", value));

    assertThat(hatches.ejected()).containsEntry("slo", reason);
    assertThat(hatches.paused()).contains(reason);
    assertThat(hatches.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"outage: all down", "Incident: now", "none: x", "x:"})
  void a_reason_that_cannot_be_read_pauses_all_the_same_and_is_complained_about(String value) {
    Hatches hatches = read(Map.of("goldenpath.dev/paused", value));

    assertThat(hatches.paused())
        .contains(new HatchReason(HatchReasonCode.OTHER, value, Optional.empty()));
    assertThat(hatches.rejected())
        .containsExactly(
            new RejectedHatch(
                "goldenpath.dev/paused",
                "\""
                    + value
                    + "\" begins with an unknown reason code; write <code>: <text> with one of performance,"
                    + " compliance, missing-feature, migration, incident, cost, other;"
                    + " the service is paused anyway, with the reason code other"));
  }

  @Test
  void so_does_one_that_is_too_long_of_which_the_beginning_is_shown() {
    Hatches hatches = read(Map.of("goldenpath.dev/paused", "down \n".repeat(40_000)));

    assertThat(hatches.paused())
        .contains(
            new HatchReason(
                HatchReasonCode.OTHER,
                "down ".repeat(52).substring(0, 256) + "…",
                Optional.empty()));
    assertThat(hatches.rejected())
        .singleElement()
        .extracting(RejectedHatch::problem)
        .asString()
        .endsWith(
            " has 240000 characters; a reason has at most 1024; the service is paused anyway, with"
                + " the reason code other");
  }

  @Test
  void each_has_its_own_last_day() {
    Hatches hatches =
        read(
            Map.of(
                EJECT + "slo",
                "",
                EJECT + "quota",
                "",
                "goldenpath.dev/paused",
                "",
                "goldenpath.dev/until.slo",
                "2026-12-31",
                "goldenpath.dev/until.paused",
                "2027-01-31"));

    assertThat(hatches.ejected().get("slo").until()).contains(DAY);
    assertThat(hatches.ejected().get("quota").until()).isEmpty();
    assertThat(hatches.paused().orElseThrow().until()).contains(LocalDate.parse("2027-01-31"));
  }

  @Test
  void what_the_platform_does_not_offer_cannot_be_ejected() throws InvalidGoldenPathException {
    HatchReader without =
        new HatchReader(
            Components.catalogue(),
            Documents.read(
                Documents.builtIn()
                    .replace("    slo:\n      enabled: true", "    slo:\n      enabled: false")));

    assertThat(without.read(Map.of(EJECT + "slo", "cost: x"), Tier.GOLD, RememberedHatches.NONE))
        .satisfies(
            hatches -> {
              assertThat(hatches.ejected()).isEmpty();
              assertThat(hatches.rejected())
                  .containsExactly(
                      new RejectedHatch(
                          EJECT + "slo",
                          "\"cost: x\" has no effect: the platform does not offer slo"));
            });
  }

  @Test
  void what_is_ejected_takes_neither_override_nor_patch() {
    Hatches hatches = read(Map.of(EJECT + "quota", "", OVERRIDE, "48Gi", PATCH, COUNT_PODS));

    assertThat(hatches.values()).isEmpty();
    assertThat(hatches.patches()).isEmpty();
    assertThat(hatches.rejected()).extracting(RejectedHatch::key).containsExactly(OVERRIDE, PATCH);
    assertThat(hatches.rejected())
        .allSatisfy(
            rejected ->
                assertThat(rejected.problem())
                    .endsWith(
                        "has no effect while quota is ejected; remove one of the two annotations"));
  }

  @Test
  void what_is_not_ejected_after_all_takes_both() {
    Hatches hatches =
        read(Map.of(EJECT + "quota", "because: x", OVERRIDE, "48Gi", PATCH, COUNT_PODS));

    assertThat(hatches.values()).containsOnlyKeys("quota.memory");
    assertThat(hatches.patches()).containsOnlyKeys("quota");
    assertThat(hatches.rejected()).extracting(RejectedHatch::key).containsExactly(EJECT + "quota");
  }

  @Test
  void an_object_has_its_own_reason_and_the_last_day_of_its_component()
      throws InvalidHatchException {
    Hatches hatches = read(Map.of("goldenpath.dev/until.quota", "2026-12-31"));

    assertThat(hatches.ofObject("quota", "cost: x"))
        .isEqualTo(new HatchReason(HatchReasonCode.COST, "x", Optional.of(DAY)));
    assertThat(hatches.ofObject("slo", ""))
        .isEqualTo(new HatchReason(HatchReasonCode.NONE, "", Optional.empty()));
  }

  private static Hatches read(Map<String, String> annotations) {
    return new HatchReader(Components.catalogue(), Documents.readBuiltIn())
        .read(annotations, Tier.GOLD, RememberedHatches.NONE);
  }
}
