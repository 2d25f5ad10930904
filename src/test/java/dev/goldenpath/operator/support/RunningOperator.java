package dev.goldenpath.operator.support;

import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.reconcile.GoldenOperator;
import dev.goldenpath.operator.reconcile.OperatorSettings;
import dev.goldenpath.operator.reconcile.ReconcileMetrics;
import dev.goldenpath.operator.reconcile.prometheus.PrometheusSettings;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.RolloutFigures;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The operator inside the test's JVM, under its own identity, with metrics on as in production. */
public final class RunningOperator implements AutoCloseable {
  private final KubernetesClient client;
  private final GoldenOperator operator;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> repaired = new CopyOnWriteArrayList<>();
  private final List<Tier> firstReady = new CopyOnWriteArrayList<>();
  private final AtomicLong droppedEvents = new AtomicLong();
  private final List<String> rolledBack = new CopyOnWriteArrayList<>();
  private volatile Optional<RolloutFigures> rollout = Optional.empty();
  private volatile boolean died;

  private RunningOperator(
      KubernetesClient client,
      Optional<Path> pathFile,
      Duration resync,
      Optional<PrometheusSettings> prometheus)
      throws InvalidGoldenPathException {
    this.client = client;
    operator =
        new GoldenOperator(
            client,
            new OperatorSettings(
                8,
                resync,
                Duration.ofMillis(200),
                Duration.ofSeconds(20),
                Set.of("golden-service-system"),
                prometheus),
            Optional.empty(),
            new Paths(new GoldenPathSource(new GoldenPathReader(Components.catalogue()), pathFile)),
            MicrometerMetrics.withoutPerResourceMetrics(registry),
            new ReconcileMetrics() {
              @Override
              public void firstReady(Tier tier, Duration sinceCreation) {
                firstReady.add(tier);
              }

              @Override
              public void repaired(String component) {
                repaired.add(component);
              }

              @Override
              public void rolledBack(String reason) {
                rolledBack.add(reason);
              }

              @Override
              public void rollout(Optional<RolloutFigures> figures) {
                rollout = figures;
              }

              @Override
              public void eventDropped() {
                droppedEvents.incrementAndGet();
              }
            },
            () -> died = true);
    operator.start();
  }

  /** Starts it with the built-in path document; owns the client. */
  public static RunningOperator start(KubernetesClient client) {
    return start(client, Optional.empty());
  }

  /** Starts it with a path document of the installation's own; owns the client. */
  public static RunningOperator start(KubernetesClient client, Optional<Path> pathFile) {
    return start(client, pathFile, Duration.ofMinutes(10));
  }

  /** Starts it so that every service is reconciled that often; owns the client. */
  public static RunningOperator start(
      KubernetesClient client, Optional<Path> pathFile, Duration resync) {
    return start(client, pathFile, resync, Optional.empty());
  }

  /** Starts it with a Prometheus that measures rollouts; owns the client. */
  public static RunningOperator start(KubernetesClient client, PrometheusSettings prometheus) {
    return start(client, Optional.empty(), Duration.ofMinutes(10), Optional.of(prometheus));
  }

  private static RunningOperator start(
      KubernetesClient client,
      Optional<Path> pathFile,
      Duration resync,
      Optional<PrometheusSettings> prometheus) {
    try {
      return new RunningOperator(client, pathFile, resync, prometheus);
    } catch (InvalidGoldenPathException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The components in which something was repaired, in order. */
  public List<String> repaired() {
    return repaired;
  }

  /** The tiers of the services that became ready for the first time. */
  public List<Tier> firstReady() {
    return firstReady;
  }

  /** Why services went back, in order. */
  public List<String> rolledBack() {
    return rolledBack;
  }

  /** How far the rollout is, as reported last. */
  public Optional<RolloutFigures> rollout() {
    return rollout;
  }

  /** How many Events were not written. */
  public long droppedEvents() {
    return droppedEvents.get();
  }

  /** How many passes have ended, over all services. */
  public long passes() {
    return registry.find("operator.sdk.controllers.execution.reconcile.success").counters().stream()
        .mapToLong(counter -> (long) counter.count())
        .sum();
  }

  /** Waits until no pass has ended for a moment. */
  public void awaitIdle() {
    AtomicLong seen = new AtomicLong(-1);
    await("idle")
        .pollInterval(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(30))
        .until(() -> seen.getAndSet(passes()) == passes());
  }

  /** The names of the framework's own meters, for tests of what they are labelled with. */
  public SimpleMeterRegistry meters() {
    return registry;
  }

  /**
   * Has the framework believe for ever that a service is being reconciled, as its bugs do: then
   * nothing wakes the service up.
   */
  public void deafen(String service) {
    try {
      Object controller = field(operator, "controller");
      Object processor = controller.getClass().getMethod("getEventProcessor").invoke(controller);
      Object states = field(processor, "resourceStateManager");
      Object state =
          method(states, "getOrCreate", ResourceID.class).invoke(states, new ResourceID(service));
      method(state, "setUnderProcessing", boolean.class).invoke(state, true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its parts, for tests that ask one of them. */
  public Object parts() {
    try {
      return field(operator, "parts");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  private static Method method(Object object, String name, Class<?> parameter)
      throws ReflectiveOperationException {
    Method method = object.getClass().getDeclaredMethod(name, parameter);
    method.setAccessible(true);
    return method;
  }

  /** How many services are overlooked. */
  public int overlooked() {
    return operator.overlooked();
  }

  /** Whether a watch has died: in production the process would have ended. */
  public boolean died() {
    return died;
  }

  /** Every cache is filled and every watch runs. */
  public boolean isHealthy() {
    return operator.isSynced() && isAlive();
  }

  /** What {@code /livez} tells. */
  public boolean isAlive() {
    return operator.isAlive();
  }

  @Override
  public void close() {
    operator.close();
    client.close();
  }
}
