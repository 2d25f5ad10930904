package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.api.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What people, and bad luck, do to a fleet during a rollout. */
final class Churn {
  /** Longer than the deadline, so that each one is a failure. */
  private static final Duration OUTAGE = Duration.ofMinutes(12);

  private static final Duration BETWEEN_OUTAGES = Duration.ofDays(60);

  private Churn() {}

  /** With that probability, one service changes. */
  static void step(SimulatedFleet fleet, Random random, double probability) {
    if (random.nextDouble() >= probability || fleet.services.isEmpty()) {
      return;
    }
    SimulatedService service = any(fleet, random);
    switch (random.nextInt(9)) {
      case 0, 1 ->
          fleet.create(
              "new-" + fleet.now().getEpochSecond(), SimulatedFleet.tier(random.nextInt(7)));
      case 2 -> fleet.delete(service.name);
      case 3 -> service.paused(!service.isPaused());
      case 4 -> service.tier(Tier.values()[random.nextInt(3)]);
      case 5 ->
          service.pin(
              service.pin() != null
                  ? null
                  : random.nextInt(4) == 0 ? fleet.path().version() : SimulatedFleet.OLD);
      case 6 -> service.changes(random.nextBoolean());
      case 7 -> service.conflicts(!service.fact().effect().conflicts());
      default -> service.broken(fleet.now().plus(OUTAGE));
    }
  }

  /** One outage for each service in sixty days. */
  static void outages(SimulatedFleet fleet, Random random, Duration tick) {
    double expected =
        (double) fleet.services.size() * tick.toSeconds() / BETWEEN_OUTAGES.toSeconds();
    int number = (int) expected + (random.nextDouble() < expected % 1 ? 1 : 0);
    for (int i = 0; i < number; i++) {
      any(fleet, random).broken(fleet.now().plus(OUTAGE));
    }
  }

  private static SimulatedService any(SimulatedFleet fleet, Random random) {
    List<SimulatedService> services = new ArrayList<>(fleet.services.values());
    return services.get(random.nextInt(services.size()));
  }
}
