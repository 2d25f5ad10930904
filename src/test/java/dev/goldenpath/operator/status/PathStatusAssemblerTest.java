package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.api.path.GoldenPathStatus.Counts;
import dev.goldenpath.operator.rollout.FailedService;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.RolloutPhase;
import dev.goldenpath.operator.rollout.RolloutState;
import dev.goldenpath.operator.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathStatusAssemblerTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final PathStatusAssembler statuses = new PathStatusAssembler(clock);

  @Test
  void ready_is_true_while_services_are_moved() {
    GoldenPathStatus status =
        assemble(GoldenPathStatus.empty(), accepted(), state(RolloutPhase.PROGRESSING, 0), 4);
    assertThat(status.target()).isEqualTo("1.1.0");
    assertThat(status.current()).isEqualTo("1.0.0");
    assertThat(condition(status, "Ready"))
        .returns("True", StatusCondition::status)
        .returns(Reason.ROLLING_OUT, StatusCondition::reason)
        .returns("1.1.0: 4 of 13 services have it", StatusCondition::message)
        .returns(3L, StatusCondition::observedGeneration);
    assertThat(types(status)).containsExactly("Ready", "Accepted", "RolledOut");
    assertThat(condition(status, "RolledOut").holds()).isFalse();
  }

  @Test
  void a_halted_rollout_needs_a_person_and_names_the_first_failures() {
    GoldenPathStatus status =
        assemble(GoldenPathStatus.empty(), accepted(), state(RolloutPhase.HALTED, 5), 5);
    assertThat(types(status)).containsExactly("Ready", "Stalled", "Accepted", "RolledOut");
    assertThat(condition(status, "Stalled"))
        .returns(Reason.HALTED, StatusCondition::reason)
        .returns(
            "1.1.0: 5 of 13 services have it; failed: shop-0: broken, shop-1: broken, shop-2:"
                + " broken and 2 more",
            StatusCondition::message);
  }

  @Test
  void a_refused_document_leaves_the_target_and_needs_a_person() {
    GoldenPathStatus before =
        assemble(GoldenPathStatus.empty(), accepted(), state(RolloutPhase.COMPLETE, 0), 13);
    clock.pass(Duration.ofMinutes(1));
    GoldenPathStatus after =
        assemble(
            before,
            PathAcceptance.refused("1.2.0", Reason.INVALID, List.of("spec.a: wrong", "spec.b: x")),
            state(RolloutPhase.COMPLETE, 0),
            13);
    assertThat(after.target()).isEqualTo("1.1.0");
    assertThat(types(after)).containsExactly("Ready", "Stalled", "Accepted", "RolledOut");
    assertThat(condition(after, "Ready").message())
        .isEqualTo("1.2.0 is not used: spec.a: wrong; 1.1.0 stays in force");
    assertThat(condition(after, "Accepted").message()).isEqualTo("spec.a: wrong; spec.b: x");
    assertThat(condition(after, "Accepted").lastTransitionTime()).isEqualTo("2026-11-26T10:01:00Z");
    assertThat(PathStatusAssembler.refusal(before, after)).contains("spec.a: wrong; spec.b: x");
    assertThat(PathStatusAssembler.refusal(after, after)).isEmpty();
  }

  @Test
  void numbers_alone_are_not_reported() {
    GoldenPathStatus before =
        assemble(GoldenPathStatus.empty(), accepted(), state(RolloutPhase.PROGRESSING, 0), 4);
    clock.pass(Duration.ofMinutes(1));
    GoldenPathStatus after = assemble(before, accepted(), state(RolloutPhase.PROGRESSING, 0), 5);
    assertThat(after).isNotEqualTo(before);
    assertThat(PathStatusAssembler.isNews(before, after)).isFalse();
    assertThat(condition(after, "Ready").lastTransitionTime()).isEqualTo("2026-11-26T10:00:00Z");
    assertThat(PathStatusAssembler.isNews(GoldenPathStatus.empty(), before)).isTrue();
  }

  private GoldenPathStatus assemble(
      GoldenPathStatus before, PathAcceptance acceptance, RolloutState state, int onTarget) {
    return statuses.assemble(
        before,
        3,
        acceptance,
        Optional.of(state),
        null,
        new Counts(13, onTarget, 0, 0, 0, 0, 0),
        null);
  }

  private static PathAcceptance accepted() {
    return PathAcceptance.of("1.1.0", List.of());
  }

  private static RolloutState state(RolloutPhase phase, int failures) {
    return new RolloutState(
        phase == RolloutPhase.COMPLETE ? "1.1.0" : "1.0.0",
        "1.1.0",
        phase,
        null,
        null,
        List.of(),
        IntStream.range(0, failures)
            .mapToObj(
                index -> new FailedService("shop-" + index, FailureReason.NOT_READY, "broken", NOW))
            .toList(),
        null);
  }

  private static List<String> types(GoldenPathStatus status) {
    return status.conditions().stream().map(StatusCondition::type).toList();
  }

  private static StatusCondition condition(GoldenPathStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
