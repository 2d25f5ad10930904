package dev.goldenpath.operator.support;

import dev.goldenpath.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the control plane, the cluster admin's client and fresh names. The first test that
 * asks starts the control plane and JUnit closes it after the last: starting one takes seconds. The
 * services of one class are gone before the next: an operator reconciles all that there are; so is
 * what else would reach it.
 */
public final class ControlPlaneExtension implements ParameterResolver, AfterAllCallback {
  private static final Namespace STORE = Namespace.create(ControlPlaneExtension.class);
  private static final Set<Class<?>> TYPES =
      Set.of(ControlPlane.class, KubernetesClient.class, FreshName.class);
  private static final String SHARED = "shared";
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMillis(500);
  private static final AtomicInteger NAMES = new AtomicInteger();

  static {
    // Machines that run tests are slow at times; what comes in a second there is no failure.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    // Looking costs what the work that is waited for needs: the longer it takes, the less often.
    Awaitility.setDefaultPollInterval(
        IterativePollInterval.iterative(last -> atMost(last.multipliedBy(3).dividedBy(2)), FIRST));
  }

  private static Duration atMost(Duration interval) {
    return interval.compareTo(LONGEST) < 0 ? interval : LONGEST;
  }

  /** Short enough that names made from it, such as {@code <name>-db-app}, stay DNS labels. */
  private static final int LONGEST_PREFIX = 24;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == FreshName.class) {
      return freshName(
          context.getTestMethod().map(Method::getName).orElseGet(context::getDisplayName));
    }
    ControlPlane controlPlane = controlPlane(context);
    return type == ControlPlane.class ? controlPlane : controlPlane.admin();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (isOwn(context) || context.getRequiredTestClass().getEnclosingClass() != null) {
      return;
    }
    Started shared = context.getRoot().getStore(STORE).get(SHARED, Started.class);
    if (shared != null) {
      new GoldenServices(shared.controlPlane().admin()).forgetAll();
      shared.objects().restore();
    }
  }

  private static boolean isOwn(ExtensionContext context) {
    return context.getRequiredTestClass().isAnnotationPresent(OnOwnControlPlane.class);
  }

  private static ControlPlane controlPlane(ExtensionContext context) {
    // A store asks those of its parents first: hence a key of its own for each.
    String name = isOwn(context) ? context.getRequiredTestClass().getSimpleName() : SHARED;
    ExtensionContext owner = isOwn(context) ? ofClass(context) : context.getRoot();
    return owner
        .getStore(STORE)
        .getOrComputeIfAbsent(name, ControlPlaneExtension::start, Started.class)
        .controlPlane();
  }

  private static ExtensionContext ofClass(ExtensionContext context) {
    return context.getTestMethod().isPresent()
        ? ofClass(context.getParent().orElseThrow())
        : context;
  }

  /** A control plane with the platform, closed with what it was started for. */
  private record Started(ControlPlane controlPlane, SharedObjects objects)
      implements AutoCloseable {
    @Override
    public void close() {
      controlPlane.close();
    }
  }

  private static Started start(String name) {
    // By process id, since two test runs in one directory must not share files.
    String folder = ProcessHandle.current().pid() + "-" + name;
    ControlPlane controlPlane = ControlPlane.start(Path.of("target", "controlplane", folder));
    return new Started(controlPlane, new SharedObjects(controlPlane));
  }

  private static FreshName freshName(String test) {
    String label = test.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String prefix = label.substring(0, Math.min(label.length(), LONGEST_PREFIX));
    return new FreshName("t-%s-%d".formatted(prefix, NAMES.incrementAndGet()).replace("--", "-"));
  }
}
