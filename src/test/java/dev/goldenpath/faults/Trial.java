package dev.goldenpath.faults;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Plays one plan on a lane, and judges what is left. */
final class Trial {
  /** The operator waits no longer between two writes of one piece of work. */
  private static final Duration PAUSE = Duration.ofMillis(400);

  private static final Duration LONGEST_PREPARATION = Duration.ofSeconds(60);
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration LONG_QUIET = Duration.ofSeconds(30);

  /** Every so many plans, by the hash of the name, are watched for long. */
  private static final int WATCHED_FOR_LONG = 40;

  private final Lane lane;
  private final Plan plan;
  private final Optional<Reference> known;

  /**
   * A plan.
   *
   * @param known how its workload ends undisturbed; empty if that is how it begins
   */
  Trial(Lane lane, Plan plan, Optional<Reference> known) {
    this.lane = lane;
    this.plan = plan;
    this.known = known;
  }

  Verdict run() {
    Instant start = Instant.now();
    Stage stage = lane.stage();
    List<String> problems = new ArrayList<>();
    Disturbance disturbance = plan.sweep().disturbance(plan, stage.name());
    Duration recovery = Duration.ZERO;
    try {
      recovery = play(stage, disturbance, problems);
    } catch (RuntimeException e) {
      problems.add("did not come to its end: " + e);
    } finally {
      disturbance.release();
      lane.disturb(Ambush.NONE);
      lane.replicas().stream()
          .flatMap(replica -> replica.surprises().stream())
          .filter(surprise -> !disturbance.endsProcess())
          .forEach(problems::add);
      lane.giveUp(stage);
    }
    Duration took = Duration.between(start, Instant.now());
    return new Verdict(plan, disturbance.isMet(), problems, recovery, took, stage.name());
  }

  /** How long it took from the end of the fault until all was as if undisturbed. */
  private Duration play(Stage stage, Disturbance disturbance, List<String> problems) {
    lane.awaitReady();
    plan.workload().prepare().accept(stage);
    awaitQuiet(lane, stage);
    if (UnseenPair.leavesManager(plan.workload())) {
      stage.ignoreManagers();
    }
    EndState before = stage.state();
    Oracles oracles = new Oracles(lane, stage, plan, before);
    Reference expected = known.orElseGet(() -> Reference.unchanged(before));
    disturbance.begin(lane, stage);
    lane.disturb(disturbance);
    plan.workload().act().accept(stage);
    Instant acted = Instant.now();
    disturbance.acted(lane, stage);
    Instant converged = converge(stage, disturbance, expected, acted, problems);
    lane.disturb(Ambush.NONE);
    if (problems.isEmpty()) {
      problems.addAll(oracles.judge(disturbance, expected, quietTime()));
    }
    return disturbance.isMet() ? Duration.between(disturbance.over(), converged) : Duration.ZERO;
  }

  private Duration quietTime() {
    return isWatchedForLong(plan) ? LONG_QUIET : QUIET;
  }

  /** The same plans in every run. */
  static boolean isWatchedForLong(Plan plan) {
    return Math.floorMod(plan.name().hashCode(), WATCHED_FOR_LONG) == 0;
  }

  /**
   * Waits until the service is as if undisturbed; returns when that was seen. The time that a new
   * process takes to start is the machine's.
   */
  private Instant converge(
      Stage stage,
      Disturbance disturbance,
      Reference expected,
      Instant acted,
      List<String> problems) {
    Instant since = acted;
    Instant latest = acted.plus(plan.sweep().liveness()).plus(LONGEST_START);
    while (true) {
      awaitQuiet(lane, stage);
      EndState state = stage.state();
      if (state.isSettled()
          && state.isLike(expected.state())
          && (isOver(disturbance) || isMissed(disturbance))) {
        return Instant.now();
      }
      Instant now = Instant.now();
      if (lane.isStarting() && now.isBefore(latest)) {
        since = now;
      } else if (isOver(disturbance) && disturbance.over().isAfter(since)) {
        since = disturbance.over();
      }
      if (now.isAfter(since.plus(plan.sweep().liveness()))) {
        problems.add(
            "after %d s: %s"
                .formatted(
                    plan.sweep().liveness().toSeconds(), state.differences(expected.state())));
        return now;
      }
    }
  }

  private static boolean isMissed(Disturbance disturbance) {
    return !disturbance.isMet() && disturbance.mayBeMissed();
  }

  private static boolean isOver(Disturbance disturbance) {
    return !disturbance.over().equals(Instant.MAX);
  }

  /** Waits until nothing was written about the service for a moment. */
  static void awaitQuiet(Lane lane, Stage stage) {
    int[] seen = {-1};
    int mark = 0;
    Awaitility.await("the operator writes nothing more")
        .atMost(LONGEST_PREPARATION)
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .until(
            () -> {
              int now = lane.writes().about(stage.name(), mark).size();
              boolean quiet = now == seen[0];
              seen[0] = now;
              return quiet;
            });
  }

  /** How many Events tell of a repaired drift. */
  static int repairs(Stage stage) {
    return stage.services().events(stage.name()).stream()
        .filter(event -> event.getReason().equals("DriftRepaired"))
        .mapToInt(Trial::count)
        .sum();
  }

  private static int count(Event event) {
    return event.getCount() == null ? 1 : event.getCount();
  }
}
