package dev.goldenpath.operator.status;

import static dev.goldenpath.operator.status.Statuses.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** What holds of every status, whatever was observed and whatever stood there before. */
class StatusAssemblerPropertyTest {

  @Property
  void exactly_one_of_reconciling_and_stalled_stands_while_not_ready(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    GoldenServiceStatus status = Statuses.assemble(NOW, previous, facts);
    boolean reconciling = holds(status, ConditionType.RECONCILING);
    boolean stalled = holds(status, ConditionType.STALLED);
    assertThat(reconciling && stalled).isFalse();
    assertThat(reconciling || stalled).isEqualTo(!holds(status, ConditionType.READY));
    assertThat(status.conditions())
        .filteredOn(condition -> condition.type().matches("Reconciling|Stalled"))
        .allMatch(StatusCondition::holds);
  }

  @Property
  void ready_is_true_when_every_component_is_that_has_not_left(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    GoldenServiceStatus status = Statuses.assemble(NOW, previous, facts);
    assertThat(holds(status, ConditionType.READY))
        .isEqualTo(facts.stream().allMatch(fact -> fact.state() == State.READY || hasLeft(fact)));
    for (ComponentFact fact : facts) {
      assertThat(holds(status, fact.component().conditionType()))
          .isEqualTo(fact.state() == State.READY || fact.state() == State.EJECTED);
    }
  }

  @Property
  void a_service_is_stalled_when_a_component_is_blocked_or_failed_for_a_minute(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    GoldenServiceStatus status = Statuses.assemble(NOW, previous, facts);
    Predicate<ComponentFact> failedLong = fact -> fact.state() == State.FAILING && age(fact) >= 60;
    assertThat(holds(status, ConditionType.STALLED))
        .isEqualTo(
            facts.stream()
                .anyMatch(fact -> fact.state() == State.BLOCKED || failedLong.test(fact)));
  }

  private static boolean hasLeft(ComponentFact fact) {
    return fact.state() == State.EJECTED || fact.state() == State.EJECTED_AND_MISSING;
  }

  @Property
  void the_generation_stands_everywhere(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    GoldenServiceStatus status = Statuses.assemble(NOW, previous, facts);
    assertThat(status.observedGeneration()).isEqualTo(Statuses.GENERATION);
    assertThat(status.conditions())
        .allMatch(condition -> condition.observedGeneration() == Statuses.GENERATION);
  }

  @Property
  void a_transition_time_changes_only_with_its_status(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    for (StatusCondition after : Statuses.assemble(NOW, previous, facts).conditions()) {
      String expected =
          StatusAssembler.find(previous, after.type())
              .filter(before -> before.status().equals(after.status()))
              .map(StatusCondition::lastTransitionTime)
              .orElse(NOW.toString());
      assertThat(after.lastTransitionTime()).as(after.type()).isEqualTo(expected);
    }
  }

  @Property
  void first_ready_is_written_once_and_only_when_all_that_the_platform_makes_is_ready(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    GoldenServiceStatus status = Statuses.assemble(NOW, previous, facts);
    boolean isReady =
        facts.stream()
            .filter(fact -> !fact.component().isTeams())
            .filter(fact -> fact.state() != State.EJECTED_AND_MISSING)
            .allMatch(fact -> holds(status, fact.component().conditionType()));
    String now = isReady ? NOW.toString() : null;
    assertThat(status.firstReady())
        .isEqualTo(previous.map(GoldenServiceStatus::firstReady).orElse(now));
  }

  @Property
  void a_retry_comes_for_what_fails_is_blocked_or_has_left_and_never_after_patience_ends(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    GoldenServiceStatus status = Statuses.assemble(NOW, previous, facts);
    Optional<Duration> retry = Statuses.at(NOW).retryAfter(status, facts);
    List<ComponentFact> troubled =
        facts.stream()
            .filter(fact -> fact.state() == State.FAILING || fact.state() == State.BLOCKED)
            .toList();
    assertThat(retry.isPresent())
        .isEqualTo(
            !troubled.isEmpty()
                || facts.stream()
                    .anyMatch(fact -> hasLeft(fact) || fact.state() == State.RETURNING));
    for (ComponentFact fact : troubled) {
      long left = 60 - age(status, fact);
      assertThat(retry.orElseThrow().toSeconds())
          .isLessThanOrEqualTo(left > 0 ? left : 60)
          .isGreaterThanOrEqualTo(1);
    }
    // One second only where patience ends by then; else two, so that no pass spins.
    if (troubled.stream().noneMatch(fact -> age(status, fact) == 59)) {
      assertThat(retry.orElse(Duration.ofSeconds(2)).toSeconds()).isBetween(2L, 60L);
    }
  }

  @Property
  void the_same_facts_make_an_equal_status_then_and_later(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    GoldenServiceStatus status = Statuses.assemble(NOW, previous, facts);
    assertThat(Statuses.assemble(NOW, previous, facts)).isEqualTo(status);
    assertThat(Statuses.assemble(NOW, Optional.of(status), facts)).isEqualTo(status);
    if (facts.stream().noneMatch(fact -> fact.state() == State.FAILING)) {
      assertThat(Statuses.assemble(NOW.plusSeconds(3600), Optional.of(status), facts))
          .isEqualTo(status);
    }
  }

  @Property
  void no_message_is_longer_than_1024(
      @ForAll("facts") List<ComponentFact> facts, @ForAll @StringLength(max = 400) String said) {
    List<ComponentFact> talkative =
        facts.stream()
            .map(
                fact ->
                    new ComponentFact(
                        fact.component(), fact.state(), fact.reason(), said.repeat(9) + "."))
            .toList();
    assertThat(Statuses.assemble(NOW, Optional.empty(), talkative).conditions())
        .allMatch(condition -> condition.message().length() <= 1024);
  }

  @Property
  void nothing_happened_between_a_status_and_itself(
      @ForAll("previous") Optional<GoldenServiceStatus> previous,
      @ForAll("facts") List<ComponentFact> facts) {
    GoldenServiceStatus status = Statuses.assemble(NOW, previous, facts);
    assertThat(Transition.between(Optional.of(status), status, List.of())).isEmpty();
  }

  @Provide
  Arbitrary<List<ComponentFact>> facts() {
    return Statuses.facts();
  }

  @Provide
  Arbitrary<Optional<GoldenServiceStatus>> previous() {
    return Statuses.previous();
  }

  private static boolean holds(GoldenServiceStatus status, String type) {
    return StatusAssembler.find(Optional.of(status), type)
        .map(StatusCondition::holds)
        .orElse(false);
  }

  private static StatusCondition component(GoldenServiceStatus status, ComponentFact fact) {
    return StatusAssembler.find(Optional.of(status), fact.component().conditionType())
        .orElseThrow();
  }

  private static long age(GoldenServiceStatus status, ComponentFact fact) {
    return fact.state() == State.FAILING ? age(fact) : age(component(status, fact));
  }

  private static long age(ComponentFact fact) {
    return Duration.between(fact.failingSince().orElseThrow(), NOW).toSeconds();
  }

  private static long age(StatusCondition condition) {
    return Duration.between(Instant.parse(condition.lastTransitionTime()), NOW).toSeconds();
  }
}
