package dev.goldenpath.operator.status;

import static dev.goldenpath.operator.status.Statuses.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.support.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusAssemblerTest {

  @Test
  void a_service_with_every_component_ready_is_ready() {
    GoldenServiceStatus status = first(Statuses.allReady());
    assertThat(find(status, "Ready"))
        .isEqualTo(
            new StatusCondition(
                "Ready",
                "True",
                Reason.ALL_COMPONENTS_READY,
                Plans.allReady(0),
                NOW.toString(),
                Statuses.GENERATION));
    assertThat(status.firstReady()).isEqualTo(NOW.toString());
    assertThat(status.namespace()).isEqualTo("shop");
    assertThat(status.path()).isEqualTo(Statuses.PLAN.path());
    assertThat(status.conditions()).hasSize(2 + Components.ALL.size());
  }

  @Test
  void a_component_that_moves_makes_the_service_reconcile() {
    GoldenServiceStatus status = first(Statuses.allReadyBut("postgres", State.PROGRESSING));
    assertThat(find(status, "Ready").status()).isEqualTo("False");
    assertThat(find(status, "Reconciling").reason()).isEqualTo("PostgresProgressing");
    assertThat(find(status, "Reconciling").message()).endsWith(": progressing");
    assertThat(status.firstReady()).isNull();
  }

  @Test
  void a_blocked_component_decides_before_one_that_moves() {
    List<ComponentFact> facts =
        Components.ALL.stream()
            .map(
                each ->
                    Statuses.fact(
                        each, each.name().equals("slo") ? State.BLOCKED : State.PROGRESSING))
            .toList();
    assertThat(find(first(facts), "Stalled").reason()).isEqualTo("SloBlocked");
  }

  @Test
  void a_namespace_of_somebody_else_keeps_its_reason() {
    List<ComponentFact> facts =
        List.of(
            new ComponentFact(
                Components.NAMESPACE, State.BLOCKED, Reason.NAMESPACE_NOT_OWNED, "taken"));
    assertThat(find(first(facts), "Ready").reason()).isEqualTo(Reason.NAMESPACE_NOT_OWNED);
  }

  @ParameterizedTest
  @CsvSource({"0, Reconciling", "59, Reconciling", "60, Stalled", "600, Stalled"})
  void patience_with_a_failing_component_ends_after_a_minute(long seconds, String summary) {
    List<ComponentFact> facts = Statuses.allReadyBut("slo", State.FAILING);
    GoldenServiceStatus later =
        Statuses.assemble(NOW.plusSeconds(seconds), Optional.of(first(facts)), facts);
    assertThat(StatusAssembler.find(Optional.of(later), summary)).isPresent();
  }

  @Test
  void the_time_in_which_it_was_not_ready_for_another_reason_does_not_count_as_failing() {
    GoldenServiceStatus starting = first(Statuses.allReadyBut("slo", State.PROGRESSING));
    Instant now = NOW.plusSeconds(600);
    GoldenServiceStatus later =
        Statuses.assemble(now, Optional.of(starting), sloFails(Reason.APPLY_FAILED, now));
    assertThat(StatusAssembler.find(Optional.of(later), "Reconciling")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "ApplyFailed, 0, True",
    "ApplyFailed, 4, True",
    "ApplyFailed, 5, False",
    "NotSelected, 0, False"
  })
  void a_request_that_fails_once_is_no_news_until_that_lasts(
      String reason, long seconds, String ready) {
    GoldenServiceStatus before = first(Statuses.allReady());
    GoldenServiceStatus after =
        Statuses.assemble(NOW.plusSeconds(seconds), Optional.of(before), sloFails(reason, NOW));
    assertThat(find(after, "Ready").status()).isEqualTo(ready);
    assertThat(find(after, "SloReady").status()).isEqualTo(ready);
    assertThat(Statuses.at(NOW).retryAfter(after, sloFails(reason, NOW)))
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void a_change_that_is_not_applied_yet_is_not_ready_however_short_the_failure_is() {
    GoldenServiceStatus before = first(Statuses.allReady()).with(Statuses.GENERATION - 1);
    GoldenServiceStatus after =
        Statuses.assemble(NOW, Optional.of(before), sloFails(Reason.APPLY_FAILED, NOW));
    assertThat(find(after, "Ready").status()).isEqualTo("False");
    assertThat(find(after, "SloReady").status()).isEqualTo("False");
  }

  @Test
  void a_deletion_that_fails_says_so_and_needs_a_person_after_a_minute() {
    GoldenServiceStatus ready = first(Statuses.allReady());
    assertThat(summary(ready, Optional.empty())).isEqualTo("Reconciling");
    assertThat(summary(ready, Optional.of(NOW.minusSeconds(59)))).isEqualTo("Reconciling");
    assertThat(summary(ready, Optional.of(NOW.minusSeconds(60)))).isEqualTo("Stalled");
  }

  private static String summary(GoldenServiceStatus before, Optional<Instant> failingSince) {
    GoldenServiceStatus status =
        Statuses.at(NOW).terminating(Optional.of(before), 8, "a policy refuses it", failingSince);
    assertThat(find(status, "Ready").reason()).isEqualTo(Reason.TERMINATING);
    assertThat(find(status, "Ready").message()).isEqualTo("a policy refuses it");
    assertThat(status.conditions()).hasSize(3 + Components.ALL.size());
    return status.conditions().get(1).type();
  }

  private static List<ComponentFact> sloFails(String reason, Instant since) {
    return Components.ALL.stream()
        .map(
            each ->
                each.name().equals("slo")
                    ? new ComponentFact(each, State.FAILING, reason, "failing").failingSince(since)
                    : Statuses.fact(each, State.READY))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 2", "2, 2", "10, 10", "30, 30", "31, 29", "58, 2", "59, 1", "60, 60"})
  void a_failing_component_is_tried_ever_more_rarely_and_when_patience_ends(
      long failing, long expected) {
    List<ComponentFact> facts = Statuses.allReadyBut("slo", State.FAILING);
    GoldenServiceStatus status = first(facts);
    assertThat(Statuses.at(NOW.plusSeconds(failing)).retryAfter(status, facts))
        .contains(Duration.ofSeconds(expected));
  }

  @ParameterizedTest
  @EnumSource(names = {"READY", "PROGRESSING"})
  void what_moves_by_itself_is_not_looked_at_again(State state) {
    List<ComponentFact> facts = Statuses.allReadyBut("slo", state);
    assertThat(Statuses.at(NOW).retryAfter(first(facts), facts)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, Reconciling, 601", "599, Reconciling, 2", "600, Stalled,", "3600, Stalled,"})
  void what_waits_for_the_same_thing_until_its_deadline_needs_a_person(
      long seconds, String summary, Long retry) {
    List<ComponentFact> facts =
        Statuses.allReadyBut("postgres", State.PROGRESSING).stream()
            .map(
                fact ->
                    fact.state() == State.PROGRESSING
                        ? fact.waitingSince(NOW, Duration.ofMinutes(10))
                        : fact)
            .toList();
    Instant now = NOW.plusSeconds(seconds);
    GoldenServiceStatus status = Statuses.assemble(now, Optional.of(first(facts)), facts);

    assertThat(StatusAssembler.find(Optional.of(status), summary)).isPresent();
    assertThat(find(status, "PostgresReady").message().contains("look at the pods"))
        .isEqualTo(summary.equals("Stalled"));
    assertThat(Statuses.at(now).retryAfter(status, facts))
        .isEqualTo(Optional.ofNullable(retry).map(Duration::ofSeconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {1023, 1024, 1025, 100_000})
  void a_message_is_cut_at_1024(int length) {
    String said = "x".repeat(length);
    String shown =
        find(
                first(
                    List.of(
                        new ComponentFact(
                            Components.NAMESPACE, State.READY, Reason.APPLIED, said))),
                "NamespaceReady")
            .message();
    assertThat(shown).isEqualTo(length <= 1024 ? said : "x".repeat(1023) + "…");
  }

  @Test
  void a_service_that_a_person_must_change_is_stalled_and_keeps_what_was_built() {
    GoldenServiceStatus ready = first(Statuses.allReady());
    GoldenServiceStatus status =
        Statuses.at(NOW.plusSeconds(5)).stalled(Optional.of(ready), 8, "InvalidSpec", "no team");
    assertThat(status.conditions())
        .extracting(StatusCondition::type)
        .startsWith("Ready", "Stalled")
        .doesNotContain("Reconciling")
        .hasSize(3 + Components.ALL.size());
    assertThat(find(status, "SloReady")).isEqualTo(find(ready, "SloReady"));
    assertThat(find(status, "Ready").lastTransitionTime()).isEqualTo("2026-01-01T12:00:05Z");
    assertThat(status.observedGeneration()).isEqualTo(8);
    assertThat(status.firstReady()).isEqualTo(ready.firstReady());
    assertThat(status.namespace()).isEqualTo("shop");
  }

  @Test
  void a_service_in_progress_keeps_its_components_and_no_old_summary() {
    GoldenServiceStatus blocked = first(Statuses.allReadyBut("slo", State.BLOCKED));
    GoldenServiceStatus status =
        Statuses.at(NOW).inProgress(Optional.of(blocked), 8, Reason.TERMINATING, "waiting");
    assertThat(status.conditions())
        .extracting(StatusCondition::type)
        .startsWith("Ready", "Reconciling")
        .doesNotContain("Stalled")
        .hasSize(3 + Components.ALL.size());
    assertThat(find(status, "SloReady")).isEqualTo(find(blocked, "SloReady"));
  }

  @Test
  void a_first_status_can_be_stalled_or_in_progress() {
    assertThat(Statuses.at(NOW).stalled(Optional.empty(), 1, "A", "b").conditions()).hasSize(2);
    assertThat(Statuses.at(NOW).inProgress(Optional.empty(), 1, "A", "b").conditions()).hasSize(2);
  }

  @Test
  void times_are_whole_seconds() {
    GoldenServiceStatus status =
        Statuses.assemble(NOW.plusMillis(999), Optional.empty(), Statuses.allReady());
    assertThat(status.firstReady()).isEqualTo(NOW.toString());
    assertThat(find(status, "Ready").lastTransitionTime()).isEqualTo(NOW.toString());
  }

  private static GoldenServiceStatus first(List<ComponentFact> facts) {
    return Statuses.assemble(NOW, Optional.empty(), facts);
  }

  private static StatusCondition find(GoldenServiceStatus status, String type) {
    return StatusAssembler.find(Optional.of(status), type).orElseThrow();
  }
}
