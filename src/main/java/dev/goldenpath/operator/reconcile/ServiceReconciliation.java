package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.hatch.ComponentMode;
import dev.goldenpath.operator.hatch.HatchProtocol;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.Applier.PriorState;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One reconciliation of a service: the namespace first, then the other components side by side,
 * each in the mode that its hatches leave.
 */
final class ServiceReconciliation {
  static final List<Component> OTHERS = Components.ALL.subList(1, Components.ALL.size());

  private final NamespaceOwnership namespaces;
  private final ManagedComponent managed;
  private final EjectedComponent ejection;
  private final ReturningComponent returning;
  private final PausedComponent observation;
  private final ObservedStateReader observed;
  private final ComponentHistory history;
  private final ComponentRunner runner;

  /**
   * What came of it.
   *
   * @param components in the product's order
   * @param remembered what is known of the hatches now
   */
  record Built(List<ComponentOutcome> components, RememberedHatches remembered) {}

  /** Over these parts of the operator. */
  ServiceReconciliation(
      NamespaceOwnership namespaces,
      ManagedComponent managed,
      EjectedComponent ejection,
      ReturningComponent returning,
      PausedComponent observation,
      ObservedStateReader observed,
      ComponentHistory history,
      ComponentRunner runner) {
    this.namespaces = namespaces;
    this.managed = managed;
    this.ejection = ejection;
    this.returning = returning;
    this.observation = observation;
    this.observed = observed;
    this.history = history;
    this.runner = runner;
  }

  /**
   * Brings the service as far along as its owner and the cluster let it.
   *
   * @param before what was known of its hatches
   */
  Built build(GoldenService service, ServicePlan plan, RememberedHatches before) {
    Built built =
        plan.hatches().paused().isPresent()
            ? new Built(observation.look(service, plan, before), before)
            : reconcile(service, plan, before.understood(plan.hatches()));
    built
        .components()
        .forEach(outcome -> history.note(plan, outcome.fact().component(), outcome.applied()));
    return new Built(
        built.components().stream().map(outcome -> outcome.since(plan, history)).toList(),
        built.remembered());
  }

  private Built reconcile(GoldenService service, ServicePlan plan, RememberedHatches understood) {
    ComponentOutcome namespace = namespace(service, plan, understood);
    if (namespace.fact().state() != State.READY) {
      return new Built(
          Stream.concat(
                  Stream.of(namespace),
                  OTHERS.stream().map(component -> ComponentOutcome.waiting(component, plan)))
              .toList(),
          understood);
    }
    ComponentWork work = new ComponentWork(service, plan);
    RememberedHatches after =
        HatchProtocol.run(
            plan.hatches(), understood, OTHERS.stream().map(Component::name).toList(), work);
    return new Built(
        Stream.concat(
                Stream.of(work.namespace.orElse(namespace)), OTHERS.stream().map(work.done::get))
            .toList(),
        after);
  }

  /** What the protocol of hatches asks for, done for one service. */
  private final class ComponentWork implements HatchProtocol.Work {
    private final GoldenService service;
    private final ServicePlan plan;
    private final Map<Component, ComponentOutcome> done = new ConcurrentHashMap<>();
    private Optional<ComponentOutcome> namespace = Optional.empty();

    ComponentWork(GoldenService service, ServicePlan plan) {
      this.service = service;
      this.plan = plan;
    }

    @Override
    public boolean isOffered(String component) {
      return plan.includes(component);
    }

    @Override
    public boolean prepare(String name) {
      return took(name, State.EJECTED, component -> ejection.prepare(plan, component));
    }

    @Override
    public boolean announce(String name) {
      return took(name, State.RETURNING, component -> returning.announce(plan, component));
    }

    private boolean took(String name, State state, Function<Component, ComponentOutcome> step) {
      Component component = named(name);
      ComponentOutcome outcome =
          ComponentRunner.guarded(component, plan, () -> step.apply(component));
      done.put(component, outcome);
      return outcome.fact().state() == state;
    }

    @Override
    public boolean remember(RememberedHatches before, RememberedHatches now) {
      Optional<ApplyResult.Failed> refused = namespaces.remember(service, plan, before, now);
      namespace = refused.map(no -> ComponentOutcome.refused(Components.NAMESPACE, no));
      return refused.isEmpty();
    }

    @Override
    public Map<String, HatchProtocol.Result> build(Map<String, ComponentMode> modes) {
      List<Component> components =
          modes.keySet().stream().map(ServiceReconciliation::named).toList();
      done.putAll(
          runner.inParallel(
              components,
              component ->
                  ServiceReconciliation.this.build(
                      service, plan, component, modes.get(component.name()))));
      return components.stream()
          .collect(Collectors.toMap(Component::name, component -> result(done.get(component))));
    }
  }

  private static HatchProtocol.Result result(ComponentOutcome outcome) {
    return new HatchProtocol.Result(
        outcome.applied(), outcome.fact().hatches().patch().map(MergePatch::text).orElse(null));
  }

  private static Component named(String name) {
    return OTHERS.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private ComponentOutcome namespace(
      GoldenService service, ServicePlan plan, RememberedHatches remembered) {
    return ComponentRunner.guarded(
        Components.NAMESPACE,
        plan,
        () -> {
          ApplyResult applied =
              namespaces.claim(
                  service, plan, remembered, history.stood(plan, Components.NAMESPACE));
          List<RejectedHatch> rejected =
              applied instanceof ApplyResult.InSync held && UnmanagedObject.isMarked(held.object())
                  ? List.of(
                      UnmanagedObject.rejected(
                          held.object(),
                          "changes nothing: the namespace cannot leave the path alone; to keep it"
                              + " and leave, set spec.deletionPolicy to Retain and delete the"
                              + " GoldenService"))
                  : List.of();
          return ComponentOutcome.of(
              Components.NAMESPACE, plan, List.of(applied), Optional.empty(), rejected, observed);
        });
  }

  private ComponentOutcome build(
      GoldenService service, ServicePlan plan, Component component, ComponentMode mode) {
    return ComponentRunner.guarded(
        component,
        plan,
        () ->
            switch (mode) {
              case HANDED_OVER -> ComponentOutcome.quiet(ejection.eject(service, plan, component));
              case RETURNING ->
                  returning
                      .stillShown(plan, component)
                      .orElseGet(() -> managed.build(service, plan, component, PriorState.EJECTED));
              default ->
                  managed.build(
                      service,
                      plan,
                      component,
                      history.stood(plan, component) ? PriorState.PRESENT : PriorState.UNKNOWN);
            });
  }
}
