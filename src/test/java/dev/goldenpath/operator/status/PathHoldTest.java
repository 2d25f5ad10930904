package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.FailedPath;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.rollout.PathFacts;
import dev.goldenpath.operator.rollout.ServiceMemory;
import dev.goldenpath.operator.rollout.ServicePlacement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathHoldTest {
  private static final String TARGET = "1.1.0";
  private static final RejectedHatch OVERRIDE =
      new RejectedHatch("override.goldenpath.dev/quota.memory", "\"48Gi\" must be at most 40Gi");
  private static final RejectedHatch PATCH =
      new RejectedHatch(
          "patch.goldenpath.dev/quota", "\"{…}\" changes /spec, which is not patchable");

  @Test
  void who_only_waits_for_its_wave_is_not_held() {
    assertThat(PathHold.of(facts("1.0.0", null))).isEmpty();
    assertThat(PathHold.of(facts(null, null))).as("a new one").isEmpty();
  }

  @Test
  void a_pin_holds_and_says_how_to_get_the_target() {
    assertThat(PathHold.of(with(facts("1.0.0", "1.0.0"), true, true, false, null, List.of(PATCH))))
        .contains(
            new PathHold(
                "Pinned",
                "goldenpath.dev/pin: keeps the service on 1.0.0, so it does not get 1.1.0; remove"
                    + " the annotation to get it"));
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, 1.0.0", "builtin, what it has"})
  void a_pause_holds(String applied, String shown) {
    assertThat(PathHold.of(with(facts(applied, null), false, true, true, null, List.of(OVERRIDE))))
        .contains(
            new PathHold(
                "Paused",
                "goldenpath.dev/paused: keeps the service on "
                    + shown
                    + ", so it does not get 1.1.0; remove the annotation to get it"));
  }

  @Test
  void a_conflict_holds_and_names_key_value_bound_and_what_to_do() {
    assertThat(PathHold.of(conflicts(List.of(OVERRIDE))))
        .contains(
            new PathHold(
                "OverrideConflict",
                "override.goldenpath.dev/quota.memory: \"48Gi\" must be at most 40Gi; this does not"
                    + " fit 1.1.0, so the service stays on 1.0.0; change or remove the annotation"
                    + " to get 1.1.0"));
    assertThat(PathHold.of(conflicts(List.of(PATCH))))
        .map(PathHold::reason)
        .contains("PatchConflict");
    assertThat(PathHold.of(conflicts(List.of(PATCH, OVERRIDE))))
        .map(PathHold::reason)
        .contains("OverrideConflict");
  }

  @Test
  void of_many_conflicts_the_first_are_named_and_the_advice_is_not_cut() {
    List<RejectedHatch> many =
        IntStream.range(0, 9)
            .mapToObj(i -> new RejectedHatch("override.goldenpath.dev/p" + i, "is no good"))
            .toList();
    assertThat(PathHold.of(conflicts(many)).orElseThrow().message())
        .contains("/p2: is no good; and 6 more; this does not fit 1.1.0")
        .doesNotContain("/p3")
        .endsWith("to get 1.1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "Refused, Refused, the API server rejected it for this service",
    "NotReady, RolledBack, the service failed on it",
    "ErrorBudgetBurning, RolledBack, and went back to 1.0.0",
    ", RolledBack, the service failed on it"
  })
  void a_failure_on_the_target_holds_in_its_own_words(
      @Nullable String failure, String reason, String words) {
    PathHold hold = PathHold.of(failed(TARGET, failure, "what was said")).orElseThrow();

    assertThat(hold.reason()).isEqualTo(reason);
    assertThat(hold.message()).startsWith("1.1.0: ").contains(words).endsWith(": what was said");
  }

  @Test
  void a_failure_on_another_revision_does_not_hold() {
    assertThat(PathHold.of(failed("1.0.5", "NotReady", "x"))).isEmpty();
  }

  @Test
  void who_is_being_moved_again_is_not_held_by_what_was() {
    FailedPath failed = new FailedPath(TARGET, "NotReady", "x", "2026-01-01T00:00:00Z");
    assertThat(PathHold.of(with(facts("1.0.0", null), false, false, true, failed, List.of())))
        .isEmpty();
  }

  @Property
  void nobody_on_the_target_is_held_and_every_message_fits_and_says_the_target(
      @ForAll("any") PathHold.Facts facts) {
    Optional<PathHold> hold = PathHold.of(facts);
    if (TARGET.equals(facts.service().memory().applied())) {
      assertThat(hold).isEmpty();
    }
    hold.ifPresent(
        held -> {
          assertThat(held.message()).contains(TARGET).hasSizeLessThanOrEqualTo(Bounds.MESSAGE);
          assertThat(new PathHold(held.reason(), held.message())).isEqualTo(held);
        });
    if (facts.service().memory().applied() != null
        && !TARGET.equals(facts.service().memory().applied())) {
      boolean isKept = facts.pinned() || facts.paused();
      boolean isStopped =
          !facts.conflicts().isEmpty()
              || (facts.failed() != null && TARGET.equals(facts.failed().version()));
      assertThat(hold.isPresent()).isEqualTo(isKept || (isStopped && !facts.moving()));
    }
  }

  @Test
  void the_condition_keeps_its_time_and_goes_with_the_hold() {
    Instant later = Statuses.NOW.plusSeconds(60);
    PathRef path = new PathRef("default", "1.0.0", "1.0.0", null, null, null, null);
    GoldenServiceStatus ready =
        Statuses.assemble(Statuses.NOW, Optional.empty(), Statuses.allReady());
    GoldenServiceStatus held =
        Statuses.at(Statuses.NOW)
            .onPath(Optional.empty(), ready, path, Optional.of(new PathHold("Pinned", "x")));
    GoldenServiceStatus still =
        Statuses.at(later)
            .onPath(Optional.of(held), ready, path, Optional.of(new PathHold("Paused", "y")));

    assertThat(condition(held))
        .contains(
            new StatusCondition(
                "PathHeld", "True", "Pinned", "x", "2026-01-01T12:00:00Z", Statuses.GENERATION));
    assertThat(condition(still))
        .contains(
            new StatusCondition(
                "PathHeld", "True", "Paused", "y", "2026-01-01T12:00:00Z", Statuses.GENERATION));
    assertThat(held.path()).isEqualTo(path);
    GoldenServiceStatus free =
        Statuses.at(later).onPath(Optional.of(still), ready, path, Optional.empty());
    assertThat(free.conditions()).isEqualTo(ready.conditions());
  }

  @Provide
  Arbitrary<PathHold.Facts> any() {
    return Combinators.combine(
            Arbitraries.of("1.0.0", TARGET, PathFacts.BUILT_IN).injectNull(0.1),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of("Refused", "NotReady", "").injectNull(0.2),
            Arbitraries.of(TARGET, "0.9.0").injectNull(0.5),
            Arbitraries.of(OVERRIDE, PATCH, new RejectedHatch("x".repeat(300), "y".repeat(200)))
                .list()
                .ofMaxSize(5))
        .as(
            (applied, pinned, paused, moving, reason, version, conflicts) ->
                with(
                    facts(applied, pinned ? "1.0.0" : null),
                    pinned,
                    paused,
                    moving,
                    version == null
                        ? null
                        : new FailedPath(
                            version, reason, reason == null ? null : "z".repeat(2_000), null),
                    conflicts));
  }

  private static Optional<StatusCondition> condition(GoldenServiceStatus status) {
    return StatusAssembler.find(Optional.of(status), "PathHeld");
  }

  private static PathHold.Facts conflicts(List<RejectedHatch> conflicts) {
    return with(facts("1.0.0", null), false, false, false, null, conflicts);
  }

  private static PathHold.Facts failed(String version, @Nullable String reason, String message) {
    return with(
        facts("1.0.0", null),
        false,
        false,
        false,
        new FailedPath(version, reason, message, "2026-01-01T00:00:00Z"),
        List.of());
  }

  private static PathHold.Facts facts(@Nullable String applied, @Nullable String pin) {
    return new PathHold.Facts(
        TARGET,
        new ServicePlacement(
            "checkout",
            Tier.GOLD,
            Map.of(),
            pin,
            new ServiceMemory(applied, null, null, null, false)),
        false,
        false,
        false,
        null,
        List.of());
  }

  private static PathHold.Facts with(
      PathHold.Facts facts,
      boolean pinned,
      boolean paused,
      boolean moving,
      @Nullable FailedPath failed,
      List<RejectedHatch> conflicts) {
    return new PathHold.Facts(
        facts.target(), facts.service(), pinned, paused, moving, failed, conflicts);
  }
}
