package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What one reconciliation knows about one component of a service: created once and passed down.
 * Used by one thread at a time.
 */
public final class ComponentContext {
  private final GoldenService service;
  private final ServicePlan plan;
  private final Component component;
  private final PriorState prior;
  private final Set<Long> compared;
  private @Nullable DesiredState desired;

  /**
   * The context of a component.
   *
   * @param present the versions of its objects that need no comparison, since they matched the
   *     plan; an empty set if they matched it and need one; absent if they did not match it
   */
  public ComponentContext(
      GoldenService service, ServicePlan plan, Component component, Optional<Set<Long>> present) {
    this(
        service,
        plan,
        component,
        present.isPresent() ? PriorState.PRESENT : PriorState.UNKNOWN,
        present.orElse(Set.of()));
  }

  private ComponentContext(
      GoldenService service,
      ServicePlan plan,
      Component component,
      PriorState prior,
      Set<Long> compared) {
    this.service = service;
    this.plan = plan;
    this.component = component;
    this.prior = prior;
    this.compared = compared;
  }

  /** The same with other knowledge about its objects. */
  public ComponentContext with(PriorState other) {
    ComponentContext context = new ComponentContext(service, plan, component, other, Set.of());
    context.desired = desired;
    return context;
  }

  public GoldenService service() {
    return service;
  }

  public ServicePlan plan() {
    return plan;
  }

  public Component component() {
    return component;
  }

  /** What is known about its objects from earlier reconciliations. */
  public PriorState prior() {
    return prior;
  }

  /** Whether objects of these versions need no comparison. */
  public boolean isCompared(Set<Long> versions) {
    return !versions.isEmpty() && versions.equals(compared);
  }

  /** The component's name. */
  public String name() {
    return component.name();
  }

  /** Whether the platform offers the component. */
  public boolean isOffered() {
    return plan.includes(component.name());
  }

  /** The desired state of the component; rendered on first use. */
  public DesiredState desired() {
    if (desired == null) {
      desired = DesiredState.of(component, plan);
    }
    return desired;
  }

  /** A line of the log about the component, to be completed with what happened. */
  public LoggingEventBuilder debug(Logger log) {
    return log.atDebug()
        .addKeyValue("service", plan.service())
        .addKeyValue("component", component.name());
  }

  /** A fact about the component. */
  public ComponentFact fact(State state, String reason, String message) {
    return new ComponentFact(component, state, reason, message);
  }
}
