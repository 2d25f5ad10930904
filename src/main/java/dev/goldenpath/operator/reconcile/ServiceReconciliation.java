package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.hatch.ComponentMode;
import dev.goldenpath.operator.hatch.HatchProtocol;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.apply.PriorState;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reconciliation of a service: the namespace first, then the other components in parallel, each
 * in the mode that its hatches determine.
 */
final class ServiceReconciliation {
  private static final Logger log = LoggerFactory.getLogger(ServiceReconciliation.class);

  static final List<Component> OTHERS = Components.ALL.subList(1, Components.ALL.size());

  private final NamespaceOwnership ownership;
  private final OwnedNamespace namespace;
  private final ManagedComponent managed;
  private final EjectedComponent ejected;
  private final ReturningComponent returning;
  private final PausedComponent paused;
  private final ComponentHistory history;
  private final ComponentRunner runner;

  /**
   * The outcome.
   *
   * @param components in the product's order
   * @param remembered what is remembered about the hatches now
   */
  record Built(List<ComponentOutcome> components, RememberedHatches remembered) {}

  /** Uses these parts of the operator. */
  ServiceReconciliation(
      NamespaceOwnership ownership,
      OwnedNamespace namespace,
      ManagedComponent managed,
      EjectedComponent ejected,
      ReturningComponent returning,
      PausedComponent paused,
      ComponentHistory history,
      ComponentRunner runner) {
    this.ownership = ownership;
    this.namespace = namespace;
    this.managed = managed;
    this.ejected = ejected;
    this.returning = returning;
    this.paused = paused;
    this.history = history;
    this.runner = runner;
  }

  /**
   * Reconciles the service as far as its owner and the cluster allow.
   *
   * @param before what was remembered about its hatches
   */
  Built build(GoldenService service, ServicePlan plan, RememberedHatches before) {
    Map<Component, ComponentContext> contexts = new LinkedHashMap<>();
    Map<String, Set<Long>> present = history.present(plan);
    for (Component component : Components.ALL) {
      Optional<Set<Long>> versions = Optional.ofNullable(present.get(component.name()));
      contexts.put(component, new ComponentContext(service, plan, component, versions));
    }
    Built built =
        plan.hatches().paused().isPresent()
            ? new Built(look(contexts, before), before)
            : reconcile(contexts, plan, before.understood(plan.hatches()));
    history.record(plan, ComponentOutcome.present(built.components()));
    return new Built(
        built.components().stream().map(outcome -> outcome.since(plan, history)).toList(),
        built.remembered());
  }

  /**
   * The state of a paused service. In a namespace of another owner, nothing belongs to the service.
   */
  private List<ComponentOutcome> look(
      Map<Component, ComponentContext> contexts, RememberedHatches remembered) {
    ComponentContext context = Objects.requireNonNull(contexts.get(Components.NAMESPACE));
    if (ownership.look(context).orElse(null) instanceof ApplyResult.Failed foreign) {
      return waiting(contexts, ComponentOutcome.refused(context, foreign));
    }
    return contexts.values().stream()
        .map(each -> ComponentRunner.guarded(each, () -> paused.look(each, remembered)))
        .toList();
  }

  private static List<ComponentOutcome> waiting(
      Map<Component, ComponentContext> contexts, ComponentOutcome namespace) {
    return Stream.concat(
            Stream.of(namespace), OTHERS.stream().map(contexts::get).map(ComponentOutcome::waiting))
        .toList();
  }

  private Built reconcile(
      Map<Component, ComponentContext> contexts, ServicePlan plan, RememberedHatches understood) {
    ComponentOutcome claimed =
        namespace.reconcile(Objects.requireNonNull(contexts.get(Components.NAMESPACE)), understood);
    if (claimed.fact().state() != State.READY) {
      return new Built(waiting(contexts, claimed), understood);
    }
    ComponentWork work = new ComponentWork(contexts, claimed);
    RememberedHatches after =
        HatchProtocol.run(
            plan.hatches(), understood, OTHERS.stream().map(Component::name).toList(), work);
    return new Built(Components.ALL.stream().map(work.done::get).toList(), after);
  }

  /** The operations of the hatch protocol, for one service. */
  private final class ComponentWork implements HatchProtocol.Work {
    private final Map<Component, ComponentContext> contexts;
    private final Map<Component, ComponentOutcome> done = new ConcurrentHashMap<>();

    ComponentWork(Map<Component, ComponentContext> contexts, ComponentOutcome claimed) {
      this.contexts = contexts;
      done.put(Components.NAMESPACE, claimed);
    }

    @Override
    public boolean isOffered(String component) {
      return context(component).isOffered();
    }

    @Override
    public boolean prepare(String component) {
      return took(component, State.EJECTED, ejected::prepare);
    }

    @Override
    public boolean announce(String component) {
      return took(component, State.RETURNING, returning::announce);
    }

    private boolean took(
        String component, State state, Function<ComponentContext, ComponentOutcome> step) {
      ComponentContext context = context(component);
      ComponentOutcome outcome = ComponentRunner.guarded(context, () -> step.apply(context));
      done.put(context.component(), outcome);
      return outcome.fact().state() == state;
    }

    @Override
    public boolean remember(RememberedHatches before, RememberedHatches now) {
      ComponentContext context = Objects.requireNonNull(contexts.get(Components.NAMESPACE));
      Optional<ApplyResult.Failed> refused = ownership.remember(context, before, now);
      refused.ifPresent(
          no -> done.put(Components.NAMESPACE, ComponentOutcome.refused(context, no)));
      return refused.isEmpty();
    }

    @Override
    public Map<String, HatchProtocol.Result> build(Map<String, ComponentMode> modes) {
      List<Component> components =
          modes.keySet().stream().map(name -> context(name).component()).toList();
      for (List<Component> wave : CreationOrder.waves(components)) {
        done.putAll(
            runner.inParallel(
                wave,
                component ->
                    inMode(
                        Objects.requireNonNull(contexts.get(component)),
                        Objects.requireNonNull(modes.get(component.name())),
                        done)));
      }
      return components.stream()
          .collect(
              Collectors.toMap(
                  Component::name,
                  component -> Objects.requireNonNull(done.get(component)).result()));
    }

    private ComponentContext context(String component) {
      return contexts.values().stream()
          .filter(each -> each.name().equals(component))
          .findFirst()
          .orElseThrow();
    }
  }

  private ComponentOutcome inMode(
      ComponentContext context, ComponentMode mode, Map<Component, ComponentOutcome> before) {
    context.debug(log).addKeyValue("mode", mode).log("mode chosen");
    return ComponentRunner.guarded(
        context,
        () ->
            switch (mode) {
              case HANDED_OVER -> ejected.reconcile(context);
              case RETURNING ->
                  returning
                      .stillShown(context)
                      .orElseGet(() -> managed.reconcile(context.with(PriorState.EJECTED)));
              default -> managed.reconcile(context, CreationOrder.awaited(context, before));
            });
  }
}
