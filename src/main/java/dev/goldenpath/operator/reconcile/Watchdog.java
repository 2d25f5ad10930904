package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects services that the leader has stopped reconciling while it serves all others: a framework
 * that loses one service's state does not report it (java-operator-sdk #3416 is an example). Such a
 * service is recovered automatically; if that does not help, the process must be restarted.
 */
final class Watchdog {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final Fleet fleet;
  private final Clock clock;
  private final Duration stallPolicy;
  private final BooleanSupplier leading;
  private final Runnable restart;
  private final Map<String, Instant> reconciled = new ConcurrentHashMap<>();
  private final Set<String> revived = ConcurrentHashMap.newKeySet();
  private volatile int overlooked;

  /**
   * Creates a watchdog for the services of a fleet.
   *
   * @param resync the longest time between two reconciliations of a service; a service is
   *     overlooked after twice that time
   * @param leading whether this replica reconciles
   * @param restart ends the process, so that another takes its place
   */
  Watchdog(Fleet fleet, Clock clock, Duration resync, BooleanSupplier leading, Runnable restart) {
    this.fleet = fleet;
    this.clock = clock;
    this.stallPolicy = resync.multipliedBy(2);
    this.leading = leading;
    this.restart = restart;
  }

  /** A reconciliation of the service has ended, successfully or not. */
  void reconciled(GoldenService service) {
    String uid = service.getMetadata().getUid();
    reconciled.put(uid, clock.instant());
    revived.remove(uid);
  }

  /** How many services were overlooked when {@link #look} was last called. */
  int overlooked() {
    return overlooked;
  }

  /** Checks every service; to be called more often than services are reconciled. */
  void look() {
    if (!leading.getAsBoolean()) {
      reconciled.clear();
      revived.clear();
      overlooked = 0;
      return;
    }
    Map<String, GoldenService> services =
        fleet
            .services()
            .collect(Collectors.toMap(each -> each.getMetadata().getUid(), each -> each));
    reconciled.keySet().retainAll(services.keySet());
    revived.retainAll(services.keySet());
    int count = 0;
    for (Map.Entry<String, GoldenService> service : services.entrySet()) {
      // The time counts from when the service was first seen here.
      Instant last = reconciled.computeIfAbsent(service.getKey(), uid -> clock.instant());
      Duration since = Duration.between(last, clock.instant());
      if (since.compareTo(stallPolicy) > 0) {
        count++;
        bringBack(service.getValue(), since);
      }
    }
    overlooked = count;
  }

  private void bringBack(GoldenService service, Duration since) {
    String name = service.getMetadata().getName();
    if (revived.add(service.getMetadata().getUid())) {
      log.warn("{}: not reconciled for {} s; its state is reset", name, since.toSeconds());
      fleet.revive(service);
    } else if (since.compareTo(stallPolicy.multipliedBy(2)) > 0) {
      log.error("{}: not reconciled for {} s; the process is restarted", name, since.toSeconds());
      restart.run();
    }
  }
}
