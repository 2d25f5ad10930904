package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.rollout.ErrorBudgetReading;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.FleetCounts;
import dev.goldenpath.operator.rollout.RolloutActivity;
import dev.goldenpath.operator.rollout.RolloutFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a revision of the path is. Only the leader knows it: a follower has none of these series,
 * and neither has an installation without the GoldenPath resource. Roll-backs are counted by
 * whoever did them.
 */
final class RolloutMetrics {
  /** For these, a service that had the revision goes back. */
  private static final EnumSet<FailureReason> ROLLBACKS =
      EnumSet.of(
          FailureReason.NOT_APPLIED, FailureReason.NOT_READY, FailureReason.ERROR_BUDGET_BURNING);

  private final MultiGauge services;
  private final MultiGauge phase;
  private final MultiGauge progress;
  private final MultiGauge wave;
  private final MultiGauge halted;
  private final MultiGauge lag;
  private final MultiGauge gate;
  private final Map<String, Counter> rollbacks;
  private final Clock clock;
  private volatile Optional<RolloutFigures> latest = Optional.empty();

  RolloutMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    services =
        gauge(registry, "goldenpath.path.services", "Services by their place in the rollout.");
    phase =
        gauge(
            registry,
            "goldenpath.rollout.phase",
            "1 for the present phase of the rollout, else 0.");
    progress =
        gauge(
            registry,
            "goldenpath.rollout.progress.ratio",
            "The share of services on the target, of those that it is to reach.");
    wave =
        gauge(
            registry,
            "goldenpath.rollout.wave",
            "The number of the present wave; absent when done.");
    halted = gauge(registry, "goldenpath.rollout.halted", "1 while the rollout is halted.");
    lag =
        MultiGauge.builder("goldenpath.path.lag")
            .description("Since the oldest revision that a service has was superseded; 0 if none.")
            .baseUnit("seconds")
            .register(registry);
    gate =
        gauge(
            registry,
            "goldenpath.error.budget.gate",
            "1 for the present state of the gate of the error budget; absent when all waves are"
                + " done.");
    rollbacks =
        ROLLBACKS.stream()
            .map(FailureReason::text)
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    reason ->
                        Counter.builder("goldenpath.rollbacks")
                            .description("Services that went back to their last good revision.")
                            .tag("reason", reason)
                            .register(registry)));
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  /** What the leader saw last. */
  void rollout(Optional<RolloutFigures> figures) {
    latest = figures;
  }

  /** A service went back. */
  void rolledBack(String reason) {
    @Nullable Counter counter = rollbacks.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  /**
   * Writes the gauges.
   *
   * @param leading whether this replica leads
   */
  void report(boolean leading) {
    List<RolloutFigures> figures = latest.filter(each -> leading).stream().toList();
    register(services, figures, each -> services(each.counts()));
    register(phase, figures, each -> oneOf(RolloutActivity.values(), each.activity(), "phase"));
    register(progress, figures, each -> Stream.of(row(Tags.empty(), each.progress())));
    register(
        wave,
        figures,
        each -> each.wave().stream().map(now -> row(Tags.of("wave", now.name()), now.number())));
    register(
        halted,
        figures,
        each -> Stream.of(row(Tags.empty(), each.activity() == RolloutActivity.HALTED ? 1 : 0)));
    register(lag, figures, each -> Stream.of(row(Tags.empty(), lag(each))));
    // When all waves are done, nothing is measured.
    register(
        gate,
        figures.stream().filter(each -> each.activity() != RolloutActivity.COMPLETE).toList(),
        each -> oneOf(ErrorBudgetReading.State.values(), each.gate(), "state"));
  }

  private static void register(
      MultiGauge gauge,
      List<RolloutFigures> figures,
      Function<RolloutFigures, Stream<MultiGauge.Row<?>>> rows) {
    gauge.register(
        figures.stream().flatMap(rows).collect(Collectors.toList()), /* overwrite= */ true);
  }

  private double lag(RolloutFigures figures) {
    return figures
        .laggingSince()
        .map(since -> Math.max(0, Duration.between(since, clock.instant()).toSeconds()))
        .orElse(0L);
  }

  private static Stream<MultiGauge.Row<?>> services(FleetCounts counts) {
    return Stream.of(
        row(state("on_target"), counts.onTarget()),
        row(state("waiting"), counts.waiting()),
        row(state("held"), counts.held()),
        row(state("pinned"), counts.pinned()),
        row(state("paused"), counts.paused()),
        row(state("failed"), counts.failed()));
  }

  private static Tags state(String state) {
    return Tags.of("state", state);
  }

  private static <E extends Enum<E>> Stream<MultiGauge.Row<?>> oneOf(
      E[] all, E present, String label) {
    return Arrays.stream(all)
        .map(
            each ->
                row(Tags.of(label, each.name().toLowerCase(Locale.ROOT)), each == present ? 1 : 0));
  }

  private static MultiGauge.Row<?> row(Tags tags, double value) {
    return MultiGauge.Row.of(tags, value);
  }
}
