package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.Readiness;
import dev.goldenpath.operator.path.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Builds one service: the namespace first, then the other components side by side. */
final class Road {
  private static final Set<String> WITHOUT_OBJECTS =
      Set.of(Reason.SWITCHED_OFF, Reason.NOT_REQUESTED);

  private final NamespaceClaim namespaces;
  private final Applier applier;
  private final Removal removal;
  private final Executor executor;

  /**
   * What one pass found and did.
   *
   * @param facts one for each component, in the product's order
   * @param news by component, what was done that people want to know
   */
  record Outcome(List<ComponentFact> facts, List<ComponentNews> news) {}

  /** What was done in one component. */
  record ComponentNews(Component component, Applied.News news) {}

  private record Built(ComponentFact fact, List<ComponentNews> news) {}

  Road(NamespaceClaim namespaces, Applier applier, Removal removal, Executor executor) {
    this.namespaces = namespaces;
    this.applier = applier;
    this.removal = removal;
    this.executor = executor;
  }

  /** Brings the service as far along as the cluster lets it. */
  Outcome build(GoldenService service, ServicePlan plan) {
    boolean hadNamespace = wasBuilt(service, plan, Components.NAMESPACE);
    Built namespace =
        judge(Components.NAMESPACE, plan, List.of(namespaces.claim(service, plan, hadNamespace)));
    List<Component> others = Components.ALL.subList(1, Components.ALL.size());
    List<Built> built =
        namespace.fact().state() == State.READY
            ? inParallel(service, plan, others)
            : others.stream().map(component -> waiting(component, plan)).toList();
    List<Built> all = Stream.concat(Stream.of(namespace), built.stream()).toList();
    return new Outcome(
        all.stream().map(Built::fact).toList(),
        all.stream().flatMap(each -> each.news().stream()).toList());
  }

  private List<Built> inParallel(GoldenService service, ServicePlan plan, List<Component> others) {
    List<CompletableFuture<Built>> running =
        others.stream()
            .map(
                component ->
                    CompletableFuture.supplyAsync(() -> build(service, plan, component), executor))
            .toList();
    return running.stream().map(CompletableFuture::join).toList();
  }

  private Built build(GoldenService service, ServicePlan plan, Component component) {
    try {
      return buildOrThrow(service, plan, component);
    } catch (KubernetesClientException e) {
      return judge(
          component,
          plan,
          List.of(Refusal.of(e, component.kinds(plan.platform()).get(0), component.name())));
    }
  }

  private Built buildOrThrow(GoldenService service, ServicePlan plan, Component component) {
    boolean existed = wasBuilt(service, plan, component);
    List<HasMetadata> desired =
        plan.includes(component.name()) ? component.desired(plan) : List.of();
    List<Applied> applied =
        desired.stream()
            .map(object -> applier.apply(kindOf(component, plan, object), object, existed))
            .toList();
    removal.prune(service, component, desired);
    return plan.includes(component.name())
        ? judge(component, plan, applied)
        : new Built(switchedOff(component), List.of());
  }

  private static Built judge(Component component, ServicePlan plan, List<Applied> applied) {
    List<GenericKubernetesResource> live = new ArrayList<>();
    List<ComponentNews> news = new ArrayList<>();
    Optional<Applied.Refused> refused = Optional.empty();
    for (Applied each : applied) {
      if (each instanceof Applied.Held held) {
        live.add(held.object());
        held.news().ifPresent(item -> news.add(new ComponentNews(component, item)));
      } else if (each instanceof Applied.Refused refusal
          && refused.filter(worst -> worst.state() == State.BLOCKED).isEmpty()) {
        refused = Optional.of(refusal);
      }
    }
    ComponentFact fact =
        refused
            .map(no -> new ComponentFact(component, no.state(), no.reason(), no.message()))
            .orElseGet(() -> ComponentFact.of(component, component.readiness(plan, live)));
    return new Built(fact, news);
  }

  private static Built waiting(Component component, ServicePlan plan) {
    return new Built(
        plan.includes(component.name())
            ? new ComponentFact(
                component,
                State.PROGRESSING,
                Reason.NAMESPACE_NOT_READY,
                "waiting for the namespace")
            : switchedOff(component),
        List.of());
  }

  private static ComponentFact switchedOff(Component component) {
    return ComponentFact.of(
        component, new Readiness(true, Reason.SWITCHED_OFF, "the platform does not offer it"));
  }

  private static ApiKind kindOf(Component component, ServicePlan plan, HasMetadata object) {
    return component.kinds(plan.platform()).stream()
        .filter(
            kind ->
                kind.kind().equals(object.getKind())
                    && kind.apiVersion().equals(object.getApiVersion()))
        .findFirst()
        .orElseThrow();
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
                        && Objects.equals(plan.observedOverrides(), before.observedOverrides()));
    return StatusAssembler.find(status, component.conditionType())
        .filter(condition -> !WITHOUT_OBJECTS.contains(condition.reason()))
        .map(StatusCondition::holds)
        .orElse(false);
  }
}
