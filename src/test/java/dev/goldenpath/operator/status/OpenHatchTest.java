package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.support.Plans;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenHatchTest {

  @Test
  void a_status_without_hatches_has_none_open() {
    assertThat(OpenHatch.in(GoldenServiceStatus.empty())).isEmpty();
  }

  @Test
  void every_hatch_of_a_status_is_found() {
    GoldenServiceStatus status =
        Plans.status(
            """
            overrides:
              - {parameter: quota.memory, value: 48Gi, default: 32Gi, reason: cost, message: x}
              - {parameter: network.ingress, value: open, default: closed, unsafe: true}
            patched: [{component: quota, patch: "{}", until: "2026-12-31"}]
            ejected: [{component: slo, reason: incident}]
            unmanaged: [{component: network, object: NetworkPolicy/deny-ingress, message: ours}]
            paused: {reason: migration, message: we move}
            """);

    assertThat(OpenHatch.in(status))
        .containsExactly(
            new OpenHatch(
                HatchKind.OVERRIDE,
                "quota",
                "quota.memory",
                "is 48Gi instead of 32Gi",
                "cost",
                "x",
                Optional.empty()),
            new OpenHatch(
                HatchKind.UNSAFE_OVERRIDE,
                "network",
                "network.ingress",
                "is open instead of closed",
                "none",
                "",
                Optional.empty()),
            new OpenHatch(
                HatchKind.PATCH,
                "quota",
                "quota",
                "{}",
                "none",
                "",
                Optional.of(LocalDate.parse("2026-12-31"))),
            new OpenHatch(HatchKind.EJECT, "slo", "slo", "", "incident", "", Optional.empty()),
            new OpenHatch(
                HatchKind.UNMANAGED,
                "network",
                "NetworkPolicy/deny-ingress",
                "",
                "none",
                "ours",
                Optional.empty()),
            new OpenHatch(
                HatchKind.PAUSE,
                OpenHatch.WHOLE_SERVICE,
                "the service",
                "",
                "migration",
                "we move",
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31, true",
    "2026-01-01, false",
    "2026-01-02, false",
    "2026-02-30, false",
    "soon, false"
  })
  void one_is_overdue_from_the_day_after_its_last(String until, boolean overdue) {
    OpenHatch hatch = only("ejected: [{component: slo, until: '%s'}]".formatted(until));
    assertThat(hatch.isOverdue(LocalDate.parse("2026-01-01"))).isEqualTo(overdue);
  }

  @Test
  void one_without_a_last_day_is_never_overdue() {
    assertThat(only("ejected: [{component: slo}]").isOverdue(LocalDate.MAX)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"vacation", "NONE", "none", "''", "Cost"})
  void a_code_of_another_version_counts_as_none(String code) {
    assertThat(only("ejected: [{component: slo, reason: '%s'}]".formatted(code)).reason())
        .isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "cost, too dear, cost: too dear",
    "cost, '', cost",
    "none, too dear, too dear",
    "none, '', ''"
  })
  void why_is_as_its_owner_wrote_it(String reason, String message, String why) {
    assertThat(only("paused: {reason: %s, message: '%s'}".formatted(reason, message)).why())
        .isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          overrides: [{parameter: a.b, value: c}] | overrides: [{parameter: a.b, value: d, unsafe: true}] | true
          overrides: [{parameter: a.b, value: c}] | overrides: [{parameter: a.c, value: c}]               | false
          patched: [{component: a, patch: "{}"}]  | patched: [{component: a, patch: "[]", reason: cost}]  | true
          patched: [{component: a, patch: "{}"}]  | ejected: [{component: a}]                             | false
          ejected: [{component: a}]               | ejected: [{component: a, message: b}]                 | true
          ejected: [{component: a}]               | ejected: [{component: b}]                             | false
          unmanaged: [{component: a, object: b}]  | unmanaged: [{component: a, object: b, reason: cost}]  | true
          unmanaged: [{component: a, object: b}]  | unmanaged: [{component: a, object: c}]                | false
          paused: {reason: cost}                  | paused: {}                                            | true
          """)
  void one_is_the_same_whatever_it_has_and_why(String one, String other, boolean same) {
    assertThat(only(one).isSame(only(other))).isEqualTo(same);
    assertThat(only(other).isSame(only(one))).isEqualTo(same);
  }

  private static OpenHatch only(String status) {
    assertThat(OpenHatch.in(Plans.status(status))).hasSize(1);
    return OpenHatch.in(Plans.status(status)).findFirst().orElseThrow();
  }
}
