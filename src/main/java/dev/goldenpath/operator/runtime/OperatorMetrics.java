package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.reconcile.ReconcileMetrics;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.rollout.RolloutFigures;
import dev.goldenpath.operator.status.FleetReadiness;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operator's own metrics. No label contains a service's name: the number of series does not
 * grow with the fleet.
 */
final class OperatorMetrics implements ReconcileMetrics {
  private static final Duration[] TIME_TO_READY_BUCKETS =
      Stream.of(1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800)
          .map(Duration::ofSeconds)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Tier, Timer> timeToReady;
  private final Map<String, Counter> repairs;
  private final Counter droppedEvents;
  private final RolloutMetrics rollout;
  private volatile Runnable countHatches = () -> {};
  private volatile BooleanSupplier leading = () -> false;
  private volatile BooleanSupplier pathValid = () -> true;
  private volatile IntSupplier pathIgnored = () -> 0;

  OperatorMetrics() {
    timeToReady =
        Arrays.stream(Tier.values()).collect(Collectors.toMap(Function.identity(), this::timer));
    repairs =
        Components.ALL.stream().collect(Collectors.toMap(Component::name, this::repairCounter));
    droppedEvents =
        Counter.builder("goldenpath.events.dropped")
            .description("Events that were not written: too many for a service, or rejected.")
            .register(registry);
    rollout = new RolloutMetrics(registry, Clock.systemUTC());
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(registry);
    // Registered at the start: a process that waits for a path document must report it.
    gauge("goldenpath.leading", "1 for the replica that reconciles.", () -> leading);
    gauge(
        "goldenpath.path.document.valid",
        "0 while the path document on disk is invalid: the last valid one is in force, or"
            + " none"
            + " since the start.",
        () -> pathValid);
    Gauge.builder("goldenpath.path.ignored.fields", () -> pathIgnored.getAsInt())
        .description("Fields of the path document in force that this release does not know.")
        .register(registry);
  }

  private void gauge(String name, String description, Supplier<BooleanSupplier> holds) {
    Gauge.builder(name, () -> holds.get().getAsBoolean() ? 1 : 0)
        .description(description)
        .register(registry);
  }

  private Timer timer(Tier tier) {
    return Timer.builder("goldenpath.time.to.ready")
        .description(
            "From the creation of a GoldenService until all that the platform makes is ready.")
        .tag("tier", tier.text())
        .serviceLevelObjectives(TIME_TO_READY_BUCKETS)
        .register(registry);
  }

  private Counter repairCounter(Component component) {
    return Counter.builder("goldenpath.drift.repairs")
        .description("Edits and deletions by others that were undone.")
        .tag("component", component.name())
        .register(registry);
  }

  /** Counts the services at each scrape, from the cache. */
  void watch(Fleet fleet, BooleanSupplier alive, IntSupplier overlooked) {
    for (Tier tier : Tier.values()) {
      for (FleetReadiness readiness : FleetReadiness.values()) {
        Gauge.builder("goldenpath.services", () -> count(fleet, tier, readiness))
            .description("GoldenServices by tier and readiness.")
            .tag("tier", tier.text())
            .tag("readiness", readiness.text())
            .register(registry);
      }
    }
    countHatches = new HatchMetrics(registry, () -> statuses(fleet), Clock.systemUTC())::count;
    Gauge.builder("goldenpath.services.overlooked", overlooked::getAsInt)
        .description("Services that the leader has not reconciled for twice the resync interval.")
        .register(registry);
    gauge("goldenpath.watches.alive", "0 if a watch has stopped for good.", () -> alive);
  }

  /** Sets whether this replica reconciles; initially, it does not. */
  void watchLeadership(BooleanSupplier leading) {
    this.leading = leading;
  }

  /** Sets whether the path document on disk is valid; initially, it is. */
  void watchPath(BooleanSupplier valid) {
    this.pathValid = valid;
  }

  /** Sets how many names of the path document in force are ignored; initially, none. */
  void watchIgnored(IntSupplier ignored) {
    this.pathIgnored = ignored;
  }

  /** The framework's own metrics; per resource, they would add series for each service. */
  Metrics ofFramework() {
    return MicrometerMetrics.withoutPerResourceMetrics(registry);
  }

  /** In Prometheus' text format. */
  synchronized String scrape() {
    countHatches.run();
    rollout.report(leading.getAsBoolean());
    return registry.scrape();
  }

  @Override
  public void firstReady(Tier tier, Duration sinceCreation) {
    Objects.requireNonNull(timeToReady.get(tier)).record(sinceCreation);
  }

  @Override
  public void repaired(String component) {
    Objects.requireNonNull(repairs.get(component)).increment();
  }

  @Override
  public void eventDropped() {
    droppedEvents.increment();
  }

  @Override
  public void rolledBack(String reason) {
    rollout.rolledBack(reason);
  }

  @Override
  public void rollout(Optional<RolloutFigures> figures) {
    rollout.rollout(figures);
  }

  private static Stream<GoldenServiceStatus> statuses(Fleet fleet) {
    return fleet.services().map(GoldenService::getStatus).filter(Objects::nonNull);
  }

  private static long count(Fleet fleet, Tier tier, FleetReadiness readiness) {
    return fleet
        .services()
        .filter(service -> tier.text().equals(service.getSpec().getTier()))
        .filter(service -> FleetReadiness.of(Optional.ofNullable(service.getStatus())) == readiness)
        .count();
  }
}
