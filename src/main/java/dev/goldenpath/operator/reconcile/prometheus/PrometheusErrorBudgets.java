package dev.goldenpath.operator.reconcile.prometheus;

import dev.goldenpath.operator.rollout.ErrorBudgetQuery;
import dev.goldenpath.operator.rollout.ErrorBudgetReading;
import dev.goldenpath.operator.rollout.ErrorBudgetRule;
import dev.goldenpath.operator.rollout.ErrorBudgets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Prometheus at an interval while a rollout needs it, on a thread of its own: a slow answer
 * delays nobody. The first question of a rollout is sent at once.
 */
public final class PrometheusErrorBudgets implements ErrorBudgets {
  private static final Logger log = LoggerFactory.getLogger(PrometheusErrorBudgets.class);

  /** An older measurement is none: a process that stood still has missed what happened since. */
  static final Duration MAX_AGE = Duration.ofMinutes(2);

  private record Measurement(ErrorBudgetRule rule, ErrorBudgetReading reading, Instant at) {}

  private final PrometheusClient client;
  private final Clock clock;
  private final AtomicReference<@Nullable ErrorBudgetRule> wanted = new AtomicReference<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "error-budgets"));
  private volatile Optional<Measurement> last = Optional.empty();
  private volatile Runnable listener = () -> {};
  private String problem = "";

  /** Asks nothing until a rollout does. */
  public PrometheusErrorBudgets(PrometheusSettings settings, Clock clock) {
    this(settings, clock, PrometheusClient.TIMEOUT);
  }

  PrometheusErrorBudgets(PrometheusSettings settings, Clock clock, Duration timeout) {
    this.client = new PrometheusClient(settings, timeout);
    this.clock = clock;
    long interval = settings.interval().toMillis();
    var unused =
        executor.scheduleWithFixedDelay(this::measure, interval, interval, TimeUnit.MILLISECONDS);
  }

  @Override
  public ErrorBudgetReading reading(ErrorBudgetRule rule) {
    if (!rule.equals(wanted.getAndSet(rule))) {
      try {
        executor.execute(this::measure);
      } catch (RejectedExecutionException e) {
        log.debug("closed");
      }
    }
    return last.filter(measurement -> measurement.rule().equals(rule))
        .map(
            measurement ->
                measurement.at().plus(MAX_AGE).isBefore(clock.instant())
                    ? ErrorBudgetReading.failed("no answer for more than 2m")
                    : measurement.reading())
        .orElse(ErrorBudgetReading.PENDING);
  }

  @Override
  public void rest() {
    wanted.set(null);
    last = Optional.empty();
  }

  @Override
  public void onReading(Runnable listener) {
    this.listener = listener;
  }

  private void measure() {
    @Nullable ErrorBudgetRule rule = wanted.get();
    if (rule == null) {
      return;
    }
    Instant asked = clock.instant();
    ErrorBudgetReading reading = measured(rule);
    if (rule.equals(wanted.get())) {
      last = Optional.of(new Measurement(rule, reading, asked));
      report(reading);
      listener.run();
    }
  }

  private ErrorBudgetReading measured(ErrorBudgetRule rule) {
    try {
      return ErrorBudgetQuery.reading(rule, client.query(ErrorBudgetQuery.of(rule)));
    } catch (PrometheusException e) {
      return ErrorBudgetReading.failed(e.problem());
    } catch (RuntimeException | Error e) {
      // If rethrown, it would silently end the task for good.
      return ErrorBudgetReading.failed("an unexpected " + e.getClass().getSimpleName());
    }
  }

  private void report(ErrorBudgetReading reading) {
    if (!reading.problem().equals(problem)) {
      problem = reading.problem();
      if (problem.isEmpty()) {
        log.info("Prometheus answers again");
      } else {
        log.warn("error budgets are not measured: {}", problem);
      }
    }
  }

  @Override
  public void close() {
    rest();
    executor.shutdownNow();
  }
}
