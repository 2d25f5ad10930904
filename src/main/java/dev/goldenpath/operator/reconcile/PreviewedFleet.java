package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.component.DesiredState.Variant;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.preview.DryRun;
import dev.goldenpath.operator.preview.PreviewedService;
import dev.goldenpath.operator.preview.RevisionFacts;
import dev.goldenpath.operator.preview.Verdict;
import dev.goldenpath.operator.reconcile.apply.DryRuns;
import dev.goldenpath.operator.reconcile.apply.LiveObjects;
import dev.goldenpath.operator.reconcile.path.PreviewSubject;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.ServicePlacement;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fleet as a preview sees it: from the caches, and by dry runs. */
final class PreviewedFleet implements PreviewSubject {
  private final Fleet fleet;
  private final Paths paths;
  private final ServicePlanner planner;
  private final LiveObjects live;
  private final DryRuns dryRuns;

  PreviewedFleet(
      Fleet fleet, Paths paths, ServicePlanner planner, LiveObjects live, DryRuns dryRuns) {
    this.fleet = fleet;
    this.paths = paths;
    this.planner = planner;
    this.live = live;
    this.dryRuns = dryRuns;
  }

  @Override
  public PlanResolver plans() {
    return planner.plans();
  }

  @Override
  public String comparedWith() {
    return services()
        .map(service -> applied(placement(service)))
        .flatMap(Optional::stream)
        .collect(Collectors.groupingBy(GoldenPath::version, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElseGet(() -> paths.current().version());
  }

  @Override
  public Stream<PreviewedService> services(Candidate candidate) {
    return services().map(service -> previewed(service, candidate));
  }

  private Stream<GoldenService> services() {
    return fleet.services().filter(service -> !service.isMarkedForDeletion());
  }

  private PreviewedService previewed(GoldenService service, Candidate candidate) {
    RememberedHatches remembered = planner.remembered(service);
    ServicePlacement placement = planner.placement(service, remembered);
    Optional<GoldenPath> applied = applied(placement);
    return new PreviewedService(
        service,
        applied.orElse(null),
        remembered,
        planner
            .observed()
            .live(placement.name(), applied.orElseGet(paths::current).spec().platform()),
        planner.namespaces().isEstablished(service),
        new RevisionFacts(
            placement.isHeldByPin(candidate.document().version(), candidate.minimumVersion()),
            paths.isHeldBack(placement.name(), candidate.document().version())),
        object -> live.find(object.kind(), object.namespace(), object.name()));
  }

  private ServicePlacement placement(GoldenService service) {
    return planner.placement(service, planner.remembered(service));
  }

  /** The document that a service has; a new one, that which it is to get. */
  private Optional<GoldenPath> applied(ServicePlacement placement) {
    return paths.document(
        Optional.ofNullable(placement.memory().applied())
            .orElseGet(() -> paths.revisionOf(placement)));
  }

  @Override
  public Optional<Verdict> tryOut(DryRun dryRun, GoldenPath candidate) {
    return fleet
        .find(dryRun.service())
        .filter(service -> !service.isMarkedForDeletion())
        .flatMap(service -> tryOut(dryRun, service, candidate));
  }

  private Optional<Verdict> tryOut(DryRun dryRun, GoldenService service, GoldenPath candidate) {
    RememberedHatches remembered = planner.remembered(service);
    Optional<ServicePlan> plan =
        planner
            .plan(service, remembered, candidate)
            .plan()
            .filter(each -> each.includes(dryRun.component()))
            .filter(each -> !each.hatches().ejects(dryRun.component()));
    Optional<Component> component =
        Components.ALL.stream().filter(each -> each.name().equals(dryRun.component())).findFirst();
    return plan.isEmpty() || component.isEmpty()
        ? Optional.empty()
        : tryOut(dryRun, component.get(), plan.get(), remembered);
  }

  /** As a move tries out what it would apply. */
  private Optional<Verdict> tryOut(
      DryRun dryRun, Component component, ServicePlan plan, RememberedHatches remembered) {
    Optional<Verdict> verdict = Optional.empty();
    for (Variant variant : DesiredState.of(component, plan).variants()) {
      verdict =
          variant.objects().stream()
              .filter(object -> title(object).equals(dryRun.object()))
              .findFirst()
              .map(object -> dryRuns.tryOut(component, object));
      if (!variant.isDispensable(remembered.patches().get(component.name()))
          || verdict.filter(Verdict.Refused.class::isInstance).isEmpty()) {
        return verdict;
      }
    }
    return verdict;
  }

  private static String title(DesiredObject object) {
    return object.kind().kind() + "/" + object.name();
  }
}
