package dev.goldenpath.operator.support;

import dev.goldenpath.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the control plane, the cluster admin's client and fresh names. Control planes are
 * shared, since starting one takes seconds: a class has one to itself while it runs, and the next
 * one finds it as it was. JUnit closes them after the last test.
 */
public final class ControlPlaneExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
  private static final Namespace STORE = Namespace.create(ControlPlaneExtension.class);
  private static final Set<Class<?>> TYPES =
      Set.of(ControlPlane.class, KubernetesClient.class, FreshName.class);
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMillis(500);

  /** Short enough that names made from it, such as {@code <name>-db-app}, stay DNS labels. */
  private static final int LONGEST_PREFIX = 24;

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

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!isNested(context)) {
      context.getStore(STORE).put(SharedControlPlane.class, pool(context).take());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!isNested(context)) {
      pool(context).giveBack(lent(context));
    }
  }

  private static boolean isNested(ExtensionContext context) {
    return context.getRequiredTestClass().getEnclosingClass() != null;
  }

  private static ControlPlanePool pool(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .getOrComputeIfAbsent(
            ControlPlanePool.class, key -> new ControlPlanePool(), ControlPlanePool.class);
  }

  private static SharedControlPlane lent(ExtensionContext context) {
    return context.getStore(STORE).get(SharedControlPlane.class, SharedControlPlane.class);
  }

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
    ControlPlane controlPlane = lent(context).controlPlane();
    return type == ControlPlane.class ? controlPlane : controlPlane.admin();
  }

  private static FreshName freshName(String test) {
    String label = test.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String prefix = label.substring(0, Math.min(label.length(), LONGEST_PREFIX));
    return new FreshName("t-%s-%d".formatted(prefix, NAMES.incrementAndGet()).replace("--", "-"));
  }
}
