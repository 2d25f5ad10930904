package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.runtime.RandomFleet.Change;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Likeness;
import dev.goldenpath.tryout.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Rollouts of the operator at any moment: what a stop interrupts, the next start ends, and what it
 * does not interrupt, nobody touches. {@code -Dstops.rounds} and {@code -Dstops.seed} choose how
 * often and what; the moments themselves depend on the machine.
 */
class StopsIT {
  private static final int ROUNDS = Integer.getInteger("stops.rounds", 5);
  private static final long SEED = Long.getLong("stops.seed", System.nanoTime());
  private static final int FLEET = 24;
  private static final int TERMINATED = 143;

  /** Enough to fall into any moment of a start, and of the work on one service. */
  private static final int REQUESTS_OF_A_START = 40;

  private static final int REQUESTS_OF_A_CHANGE = 20;
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Path FOLDER =
      Path.of("target", "controlplane", ProcessHandle.current().pid() + "-stops");

  private final List<String> problems = new ArrayList<>();
  private final Random random = new Random(SEED);
  private ControlPlane controlPlane;
  private GoldenServices services;
  private RandomFleet fleet;
  private AuditLog audit;

  @Test
  void a_stop_at_any_moment_leaves_nothing_behind_and_touches_nothing_that_is_steady() {
    System.out.printf("%d stops, -Dstops.seed=%d%n", ROUNDS, SEED);
    try (ControlPlane own = ControlPlane.start(FOLDER);
        PlayedDatabase database = install(own)) {
      try (OperatorProcess operator = start("first").awaitReady()) {
        while (fleet.size() < FLEET) {
          make(fleet.creations());
        }
        awaitSettled();
      }
      for (int round = 1; round <= ROUNDS; round++) {
        stopAtRandom(round);
      }
      try (OperatorProcess operator = start("last").awaitReady()) {
        awaitSettled();
        problems.addAll(fleet.problems(undisturbed()));
      }
      services.events().stream()
          .filter(event -> event.getReason().equals("DriftRepaired"))
          .map(event -> event.getInvolvedObject().getName() + ": " + event.getMessage())
          .forEach(problems::add);
      assertThat(String.join("\n", problems)).as("-Dstops.seed=%d", SEED).isEmpty();
    }
  }

  private PlayedDatabase install(ControlPlane own) {
    controlPlane = own;
    new Installation(own.admin()).installPlatform();
    services = new GoldenServices(own.admin());
    fleet = new RandomFleet(services, random);
    audit = new AuditLog(own.auditLog());
    return new PlayedDatabase(own.admin()).answerAtOnce();
  }

  private void stopAtRandom(int round) {
    Set<String> untouched = new HashSet<>(fleet.steady());
    int mark = audit.mark();
    try (OperatorProcess operator = start("round-" + round)) {
      List<Change> changes = new ArrayList<>();
      // In this order: none of those that are only being made is deleted.
      if (random.nextInt(3) > 0) {
        changes.addAll(fleet.deletions());
      }
      if (random.nextInt(3) > 0) {
        changes.addAll(fleet.creations());
      }
      changes.forEach(change -> untouched.remove(change.service()));
      int moment = random.nextInt(REQUESTS_OF_A_START);
      if (!changes.isEmpty() && random.nextInt(4) > 0) {
        operator.awaitReady();
        moment = audit.since(mark).size() + random.nextInt(changes.size() * REQUESTS_OF_A_CHANGE);
      }
      CompletableFuture<Void> made = CompletableFuture.runAsync(() -> make(changes));
      awaitRequests(mark, moment);
      operator.handle().destroy();
      int code = operator.onExit().orTimeout(60, TimeUnit.SECONDS).join();
      made.join();
      if (code != TERMINATED) {
        problems.add("round %d: exit code %d".formatted(round, code));
      }
    }
    audit.since(mark).stream()
        .filter(request -> untouched.stream().anyMatch(name -> RandomFleet.wrote(request, name)))
        .map(request -> "round %d: a write to a steady service: %s".formatted(round, request))
        .forEach(problems::add);
  }

  /** Until the operator has asked so often, or has stopped asking. */
  private void awaitRequests(int mark, int count) {
    AtomicReference<Instant> last = new AtomicReference<>(Instant.now());
    int[] seen = {0};
    await("the moment of the stop")
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              List<ApiRequest> requests = audit.since(mark);
              if (requests.size() > seen[0]) {
                seen[0] = requests.size();
                last.set(Instant.now());
              }
              boolean quiet = last.get().plus(QUIET).isBefore(Instant.now()) && seen[0] > 0;
              return seen[0] >= count || quiet;
            });
  }

  private static void make(List<Change> changes) {
    changes.parallelStream().forEach(change -> change.action().run());
  }

  private void awaitSettled() {
    await("the fleet").atMost(Duration.ofMinutes(3)).until(fleet::isSettled);
    audit.awaitQuiet(QUIET);
  }

  private Map<String, Map<String, String>> undisturbed() {
    Map<String, Map<String, String>> undisturbed = new HashMap<>();
    for (String tier : RandomFleet.tiers()) {
      String name = "t-undisturbed-" + tier;
      services.create(name, tier);
      services.awaitReady(name);
      audit.awaitQuiet(QUIET);
      undisturbed.put(tier, Likeness.of(services, name));
    }
    return undisturbed;
  }

  private OperatorProcess start(String log) {
    return OperatorProcess.start(
        controlPlane.operatorKubeconfig(),
        Map.of("PORT", "0"),
        FOLDER.resolve("operator-" + log + ".log"));
  }
}
