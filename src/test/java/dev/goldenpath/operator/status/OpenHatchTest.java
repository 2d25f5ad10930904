package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
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
            hatches:
              - {kind: override, target: quota.memory, component: quota, value: 48Gi, default: 32Gi, reason: cost, message: x}
              - {kind: override, target: network.ingress, component: network, value: open, default: closed, unsafe: true}
              - {kind: patch, target: quota, component: quota, value: "{}", until: "2026-12-31"}
              - {kind: eject, target: slo, component: slo, reason: incident}
              - {kind: unmanaged, target: NetworkPolicy/deny-ingress, component: network, message: ours}
              - {kind: pause, target: service, reason: migration, message: we move}
              - {kind: pin, target: path, value: 1.0.0, reason: other}
            """);

    assertThat(OpenHatch.in(status))
        .extracting(
            OpenHatch::kind,
            OpenHatch::component,
            OpenHatch::name,
            OpenHatch::isUnsafe,
            OpenHatch::why)
        .containsExactly(
            tuple(HatchKind.OVERRIDE, "quota", "override quota.memory", false, "cost: x"),
            tuple(HatchKind.OVERRIDE, "network", "override network.ingress", true, ""),
            tuple(HatchKind.PATCH, "quota", "patch quota", false, ""),
            tuple(HatchKind.EJECT, "slo", "eject slo", false, "incident"),
            tuple(
                HatchKind.UNMANAGED,
                "network",
                "unmanaged NetworkPolicy/deny-ingress",
                false,
                "ours"),
            tuple(
                HatchKind.PAUSE,
                OpenHatch.WHOLE_SERVICE,
                "pause service",
                false,
                "migration: we move"),
            tuple(HatchKind.PIN, OpenHatch.PATH, "pin path", false, "other"));
    assertThat(OpenHatch.in(status))
        .extracting(OpenHatch::until)
        .filteredOn(Optional::isPresent)
        .containsExactly(Optional.of(LocalDate.parse("2026-12-31")));
  }

  @Test
  void a_kind_of_another_version_is_left_out_and_stays_in_the_status() {
    GoldenServiceStatus status = Plans.status("hatches: [{kind: nonesuch, target: path}]");
    assertThat(OpenHatch.in(status)).isEmpty();
    assertThat(status.hatches()).extracting(HatchStatus::kind).containsExactly("nonesuch");
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
    OpenHatch hatch =
        only("hatches: [{kind: eject, target: slo, component: slo, until: '%s'}]".formatted(until));
    assertThat(hatch.isOverdue(LocalDate.parse("2026-01-01"))).isEqualTo(overdue);
  }

  @Test
  void one_without_a_last_day_is_never_overdue() {
    assertThat(
            only("hatches: [{kind: eject, target: slo, component: slo}]").isOverdue(LocalDate.MAX))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"vacation", "NONE", "none", "''", "Cost"})
  void a_code_of_another_version_counts_as_none(String code) {
    assertThat(
            only("hatches: [{kind: eject, target: slo, component: slo, reason: '%s'}]"
                    .formatted(code))
                .reason())
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
    assertThat(
            only("hatches: [{kind: pause, target: service, reason: %s, message: '%s'}]"
                    .formatted(reason, message))
                .why())
        .isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hatches: [{kind: override, target: a.b, component: a, value: c}] | hatches: [{kind: override, target: a.b, component: a, value: d, unsafe: true}] | true
          hatches: [{kind: override, target: a.b, component: a, value: c}] | hatches: [{kind: override, target: a.c, component: a, value: c}]               | false
          hatches: [{kind: patch, target: a, component: a, value: "{}"}]  | hatches: [{kind: patch, target: a, component: a, value: "[]", reason: cost}]  | true
          hatches: [{kind: patch, target: a, component: a, value: "{}"}]  | hatches: [{kind: eject, target: a, component: a}]                             | false
          hatches: [{kind: eject, target: a, component: a}]               | hatches: [{kind: eject, target: a, component: a, message: b}]                 | true
          hatches: [{kind: eject, target: a, component: a}]               | hatches: [{kind: eject, target: b, component: b}]                             | false
          hatches: [{kind: unmanaged, target: b, component: a}]  | hatches: [{kind: unmanaged, target: b, component: a, reason: cost}]  | true
          hatches: [{kind: unmanaged, target: b, component: a}]  | hatches: [{kind: unmanaged, target: c, component: a}]                | false
          hatches: [{kind: pin, target: path, value: 1.0.0}]                       | hatches: [{kind: pin, target: path, value: 1.1.0, reason: cost}]                     | true
          hatches: [{kind: pause, target: service, reason: cost}]                  | hatches: [{kind: pause, target: service}]                                            | true
          """)
  void one_is_the_same_whatever_it_has_and_why(String one, String other, boolean same) {
    assertThat(only(one).entry().isSame(only(other).entry())).isEqualTo(same);
    assertThat(only(other).entry().isSame(only(one).entry())).isEqualTo(same);
  }

  private static OpenHatch only(String status) {
    assertThat(OpenHatch.in(Plans.status(status))).hasSize(1);
    return OpenHatch.in(Plans.status(status)).findFirst().orElseThrow();
  }
}
