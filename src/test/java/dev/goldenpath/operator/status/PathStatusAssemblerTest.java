package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathStatusAssemblerTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T10:00:00Z"));
  private final PathStatusAssembler statuses = new PathStatusAssembler(clock);

  @Test
  void ready_is_true_while_services_are_moved() {
    GoldenPathStatus status =
        statuses.assemble(
            GoldenPathStatus.empty(),
            3,
            PathAcceptance.of("1.1.0", List.of()),
            Map.of("1.0.0", 8, "1.1.0", 4, "", 1));
    assertThat(status.target()).isEqualTo("1.1.0");
    assertThat(status.counts()).isEqualTo(new GoldenPathStatus.Counts(13, 4));
    assertThat(condition(status, "Ready"))
        .returns("True", StatusCondition::status)
        .returns(Reason.ROLLING_OUT, StatusCondition::reason)
        .returns("1.1.0: 4 of 13 services have it", StatusCondition::message)
        .returns(3L, StatusCondition::observedGeneration);
    assertThat(types(status)).containsExactly("Ready", "Accepted");
  }

  @Test
  void a_refused_document_leaves_the_target_and_needs_a_person() {
    GoldenPathStatus before = accepted();
    clock.pass(Duration.ofMinutes(1));
    GoldenPathStatus after =
        statuses.assemble(
            before,
            4,
            PathAcceptance.refused(
                "1.2.0", Reason.INVALID, List.of("spec.a: wrong", "spec.b: too")),
            Map.of("1.1.0", 5));
    assertThat(after.target()).isEqualTo("1.1.0");
    assertThat(types(after)).containsExactly("Ready", "Stalled", "Accepted");
    assertThat(condition(after, "Ready").message())
        .isEqualTo("1.2.0 is not used: spec.a: wrong; 1.1.0 stays in force");
    assertThat(condition(after, "Accepted").message()).isEqualTo("spec.a: wrong; spec.b: too");
    assertThat(condition(after, "Accepted").lastTransitionTime()).isEqualTo("2026-11-26T10:01:00Z");
    assertThat(PathStatusAssembler.between(before, after))
        .contains(new Transition(true, "Rejected", "spec.a: wrong; spec.b: too"));
  }

  @Test
  void numbers_alone_are_no_news() {
    GoldenPathStatus before = accepted();
    clock.pass(Duration.ofMinutes(1));
    GoldenPathStatus after =
        statuses.assemble(
            before, 3, PathAcceptance.of("1.1.0", List.of()), Map.of("1.1.0", 5, "", 2));
    assertThat(after).isNotEqualTo(before);
    assertThat(PathStatusAssembler.isNews(before, after)).isFalse();
    assertThat(PathStatusAssembler.between(before, after)).isEmpty();
    assertThat(condition(after, "Ready").lastTransitionTime()).isEqualTo("2026-11-26T10:00:00Z");
  }

  @Test
  void another_target_is_reported_once() {
    GoldenPathStatus first = accepted();
    assertThat(PathStatusAssembler.isNews(GoldenPathStatus.empty(), first)).isTrue();
    assertThat(PathStatusAssembler.between(GoldenPathStatus.empty(), first))
        .contains(
            new Transition(false, "Accepted", "1.1.0: every service is built from it from now on"));
    assertThat(PathStatusAssembler.between(first, first)).isEmpty();
  }

  private GoldenPathStatus accepted() {
    return statuses.assemble(
        GoldenPathStatus.empty(), 3, PathAcceptance.of("1.1.0", List.of()), Map.of("1.1.0", 5));
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
