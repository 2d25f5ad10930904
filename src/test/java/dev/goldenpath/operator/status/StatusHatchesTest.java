package dev.goldenpath.operator.status;

import static dev.goldenpath.operator.status.Statuses.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.support.Plans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the conditions say of hatches. */
class StatusHatchesTest {
  private static final Map<String, String> PAUSED =
      Map.of("goldenpath.dev/paused", "migration: we move");

  @Test
  void without_hatches_the_conditions_are_silent_about_them() {
    GoldenServiceStatus status = assemble(Map.of(), Statuses.allReady());

    assertThat(condition(status, "HatchesAccepted"))
        .hasValueSatisfying(
            condition -> {
              assertThat(condition.holds()).isTrue();
              assertThat(condition.reason()).isEqualTo(Reason.NO_HATCHES);
              assertThat(condition.message()).isEmpty();
            });
    assertThat(condition(status, "Paused")).isEmpty();
    assertThat(condition(status, "HatchesOverdue")).isEmpty();
    assertThat(status.observedHatches()).isNull();
  }

  @Test
  void hatches_in_use_are_counted_and_unsafe_ones_named() {
    Map<String, String> some =
        Map.of("override.goldenpath.dev/quota.memory", "48Gi", "eject.goldenpath.dev/slo", "");
    assertThat(condition(assemble(some, Statuses.allReady()), "HatchesAccepted"))
        .map(each -> each.status() + " " + each.reason() + " " + each.message())
        .contains("True Accepted 2 open");

    Map<String, String> unsafe = Map.of("override.goldenpath.dev/network.ingress", "open");
    assertThat(condition(assemble(unsafe, Statuses.allReady()), "HatchesAccepted"))
        .map(StatusCondition::message)
        .contains("1 open; unsafe: network.ingress");
  }

  @Test
  void a_hatch_that_changes_nothing_is_named_and_the_service_is_ready() {
    List<ComponentFact> facts =
        Statuses.allReady().stream()
            .map(
                fact ->
                    fact.component().name().equals("slo")
                        ? fact.with(rejecting(List.of(new RejectedHatch("b", "is no good"))))
                        : fact)
            .toList();
    GoldenServiceStatus status =
        assemble(Map.of("override.goldenpath.dev/quota.pods", "many"), facts);

    assertThat(condition(status, "HatchesAccepted"))
        .map(each -> each.status() + " " + each.reason() + " " + each.message())
        .contains(
            "False Rejected override.goldenpath.dev/quota.pods: \"many\" must be a whole number"
                + " such as 3; b: is no good");
    assertThat(condition(status, "Ready")).matches(ready -> ready.orElseThrow().holds());
  }

  @ParameterizedTest
  @ValueSource(ints = {16_383, 16_384, 16_385, 100_000})
  void the_list_of_what_changes_nothing_is_cut_at_16_kib(int length) {
    String key = "x".repeat(length - ": no".length());
    List<ComponentFact> facts =
        List.of(Statuses.allReady().get(0).with(rejecting(List.of(new RejectedHatch(key, "no")))));
    String message =
        condition(assemble(Map.of(), facts), "HatchesAccepted").orElseThrow().message();

    String whole = key + ": no";
    assertThat(message).isEqualTo(length <= 16_384 ? whole : whole.substring(0, 16_383) + "…");
  }

  @Test
  void a_condition_tells_that_the_service_is_paused_and_why() {
    assertThat(condition(assemble(PAUSED, Statuses.allReady()), "Paused"))
        .map(each -> each.status() + " " + each.reason() + " " + each.message())
        .contains("True Paused migration: we move");
    assertThat(condition(assemble(PAUSED, Statuses.allReady()), "Ready"))
        .map(StatusCondition::message)
        .contains(Plans.allReady(0));
  }

  @ParameterizedTest
  @CsvSource({"PROGRESSING, false, ''", "FAILING, false, ''", "BLOCKED, false, Stalled"})
  void a_paused_service_does_not_reconcile(State state, boolean ready, String summary) {
    GoldenServiceStatus status = assemble(PAUSED, Statuses.allReadyBut("slo", state));

    assertThat(condition(status, "Ready").orElseThrow().holds()).isEqualTo(ready);
    assertThat(status.conditions())
        .extracting(StatusCondition::type)
        .filteredOn(type -> type.matches("Reconciling|Stalled"))
        .isEqualTo(summary.isEmpty() ? List.of() : List.of(summary));
  }

  @ParameterizedTest
  @EnumSource(names = {"EJECTED", "EJECTED_AND_MISSING"})
  void what_was_ejected_does_not_count_in_ready(State state) {
    GoldenServiceStatus status =
        assemble(Map.of("eject.goldenpath.dev/slo", ""), Statuses.allReadyBut("slo", state));

    assertThat(condition(status, "Ready"))
        .map(each -> each.status() + " " + each.message())
        .contains("True " + Plans.allReady(1));
    assertThat(condition(status, "SloReady").orElseThrow().holds())
        .isEqualTo(state == State.EJECTED);
    assertThat(status.hatches(HatchKind.EJECT)).hasSize(1);
    assertThat(condition(status, "Stalled")).isEmpty();
    assertThat(condition(status, "Reconciling")).isEmpty();
  }

  @Test
  void the_rest_of_a_service_decides_though_a_component_was_ejected() {
    List<ComponentFact> facts =
        Statuses.allReadyBut("slo", State.EJECTED_AND_MISSING).stream()
            .map(
                fact ->
                    fact.component().name().equals("quota")
                        ? Statuses.fact(fact.component(), State.BLOCKED)
                        : fact)
            .toList();
    assertThat(condition(assemble(Map.of("eject.goldenpath.dev/slo", ""), facts), "Stalled"))
        .map(StatusCondition::reason)
        .contains("QuotaBlocked");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-30T12:00:00Z, false",
    "2025-12-31T00:00:00Z, false",
    "2025-12-31T23:59:59Z, false",
    "2026-01-01T00:00:00Z, true",
    "2026-06-01T00:00:00Z, true"
  })
  void a_hatch_is_overdue_from_the_day_after_its_last(Instant now, boolean overdue) {
    ServicePlan plan =
        Plans.plan(
            Map.of(
                "eject.goldenpath.dev/slo", "",
                "override.goldenpath.dev/quota.pods", "200",
                "override.goldenpath.dev/quota.memory", "48Gi",
                "goldenpath.dev/until.slo", "2025-12-31",
                "goldenpath.dev/until.quota.pods", "2025-12-31",
                "goldenpath.dev/until.quota.memory", "2030-01-01"));
    GoldenServiceStatus status =
        Statuses.at(now)
            .assemble(
                Optional.empty(),
                7,
                plan,
                Statuses.allReady(),
                Plans.done(plan),
                AnnotationTimes.NONE);

    assertThat(condition(status, "HatchesOverdue"))
        .map(each -> each.status() + " " + each.reason() + " " + each.message())
        .isEqualTo(
            Optional.of(
                    "True PastUntil override quota.pods was to be closed by 2025-12-31;"
                        + " eject slo was to be closed by 2025-12-31")
                .filter(message -> overdue));
    assertThat(condition(status, "Ready").orElseThrow().holds()).isTrue();
  }

  @Test
  void a_day_without_a_hatch_is_never_overdue() {
    assertThat(
            condition(
                assemble(Map.of("goldenpath.dev/until.slo", "2025-01-01"), Statuses.allReady()),
                "HatchesOverdue"))
        .isEmpty();
  }

  @Test
  void a_status_without_its_hatch_has_no_condition_about_it_any_more() {
    Map<String, String> late =
        Map.of("goldenpath.dev/paused", "", "goldenpath.dev/until.paused", "2025-01-01");
    GoldenServiceStatus open = assemble(late, Statuses.allReady());
    assertThat(condition(open, "HatchesOverdue"))
        .map(StatusCondition::message)
        .contains("pause service was to be closed by 2025-01-01");

    GoldenServiceStatus closed = Statuses.assemble(NOW, Optional.of(open), Statuses.allReady());
    assertThat(closed).isEqualTo(assemble(Map.of(), Statuses.allReady()));
  }

  private static ObservedHatches rejecting(List<RejectedHatch> rejected) {
    return new ObservedHatches(Optional.empty(), List.of(), rejected);
  }

  private static GoldenServiceStatus assemble(
      Map<String, String> annotations, List<ComponentFact> facts) {
    ServicePlan plan = Plans.plan(annotations);
    return Statuses.at(NOW)
        .assemble(
            Optional.empty(),
            Statuses.GENERATION,
            plan,
            facts,
            Plans.done(plan),
            AnnotationTimes.NONE);
  }

  private static Optional<StatusCondition> condition(GoldenServiceStatus status, String type) {
    return StatusAssembler.find(Optional.of(status), type);
  }
}
