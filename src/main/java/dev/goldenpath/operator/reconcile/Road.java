package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.hatch.Hatches.Rejected;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.Applier.Before;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * One pass over a service: the namespace first, then the other components side by side, each in the
 * way that its hatches leave.
 */
final class Road {
  private static final Set<String> WITHOUT_OBJECTS =
      Set.of(Reason.SWITCHED_OFF, Reason.NOT_REQUESTED, Reason.EJECTED);

  private final NamespaceClaim namespaces;
  private final Managed managed;
  private final Ejection ejection;
  private final Return returning;
  private final Observation observation;
  private final Surroundings surroundings;
  private final Executor executor;

  private Road(
      NamespaceClaim namespaces,
      Managed managed,
      Ejection ejection,
      Return returning,
      Observation observation,
      Surroundings surroundings,
      Executor executor) {
    this.namespaces = namespaces;
    this.managed = managed;
    this.ejection = ejection;
    this.returning = returning;
    this.observation = observation;
    this.surroundings = surroundings;
    this.executor = executor;
  }

  /** A road over these parts of the operator. */
  static Road over(
      ApiKind namespace,
      ObjectClient objects,
      Inventory inventory,
      Prometheuses prometheuses,
      Applier applier,
      HandOver handOver,
      Removal removal,
      Executor executor) {
    Ejection ejection = new Ejection(objects, removal, handOver);
    Surroundings surroundings = new Surroundings(namespace, inventory, prometheuses);
    return new Road(
        new NamespaceClaim(namespace, objects, inventory, applier),
        new Managed(
            applier, removal, inventory, new UnmanagedObject(inventory, handOver), surroundings),
        ejection,
        new Return(objects),
        new Observation(inventory, applier, ejection, surroundings),
        surroundings,
        executor);
  }

  /**
   * Brings the service as far along as its owner and the cluster let it; in the product's order.
   */
  List<ComponentOutcome> build(GoldenService service, ServicePlan plan) {
    if (plan.hatches().paused().isPresent()) {
      return Components.ALL.stream().map(component -> guarded(service, plan, component)).toList();
    }
    ComponentOutcome namespace = namespace(service, plan);
    List<Component> others = Components.ALL.subList(1, Components.ALL.size());
    List<ComponentOutcome> built =
        namespace.fact().state() == State.READY
            ? inParallel(service, plan, others)
            : others.stream().map(component -> ComponentOutcome.waiting(component, plan)).toList();
    return Stream.concat(Stream.of(namespace), built.stream()).toList();
  }

  private ComponentOutcome namespace(GoldenService service, ServicePlan plan) {
    Applied applied =
        namespaces.claim(service, plan, wasBuilt(service, plan, Components.NAMESPACE));
    List<Rejected> rejected =
        applied instanceof Applied.Held held && UnmanagedObject.isMarked(held.object())
            ? List.of(
                UnmanagedObject.rejected(
                    held.object(),
                    "changes nothing: the namespace cannot leave the path alone; to keep it and"
                        + " leave, set spec.deletionPolicy to Retain and delete the GoldenService"))
            : List.of();
    return ComponentOutcome.of(
        Components.NAMESPACE, plan, List.of(applied), Optional.empty(), rejected, surroundings);
  }

  private List<ComponentOutcome> inParallel(
      GoldenService service, ServicePlan plan, List<Component> others) {
    List<CompletableFuture<ComponentOutcome>> running =
        others.stream()
            .map(
                component ->
                    CompletableFuture.supplyAsync(
                        () -> guarded(service, plan, component), executor))
            .toList();
    return running.stream().map(CompletableFuture::join).toList();
  }

  private ComponentOutcome guarded(GoldenService service, ServicePlan plan, Component component) {
    try {
      return pass(service, plan, component);
    } catch (KubernetesClientException e) {
      return ComponentOutcome.refused(
          component, Refusal.of(e, component.kinds(plan.platform()).get(0), component.name()));
    }
  }

  private ComponentOutcome pass(GoldenService service, ServicePlan plan, Component component) {
    if (plan.hatches().paused().isPresent()) {
      return observation.look(service, plan, component);
    }
    if (plan.hatches().ejects(component.name())) {
      return ComponentOutcome.quiet(ejection.eject(service, plan, component));
    }
    boolean due = Return.isDue(service, plan, component) && plan.includes(component.name());
    if (due && !Return.isAnnounced(service, component)) {
      return ComponentOutcome.quiet(returning.announce(plan, component));
    }
    Before before =
        due
            ? Before.WAS_EJECTED
            : wasBuilt(service, plan, component) ? Before.STOOD : Before.NOTHING;
    return managed.build(service, plan, component, before);
  }

  /**
   * Whether the component stood as this plan has it: then an object that is missing was deleted by
   * another. Where the spec or the path changed since, it may be new.
   */
  private static boolean wasBuilt(GoldenService service, ServicePlan plan, Component component) {
    Optional<GoldenServiceStatus> status =
        Optional.ofNullable(service.getStatus())
            .filter(
                before ->
                    service.getMetadata().getGeneration().equals(before.observedGeneration())
                        && plan.path().equals(before.path())
                        && Objects.equals(plan.hatches().hash(), before.observedOverrides()));
    return StatusAssembler.find(status, component.conditionType())
        .filter(condition -> !WITHOUT_OBJECTS.contains(condition.reason()))
        .map(StatusCondition::holds)
        .orElse(false);
  }
}
