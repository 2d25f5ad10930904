package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.Resolution;
import dev.goldenpath.operator.preview.PreviewedService;
import dev.goldenpath.operator.preview.RevisionFacts;
import dev.goldenpath.operator.preview.ServiceComparison;
import dev.goldenpath.operator.preview.ServicePreview;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.ServicePlacement;
import java.util.Optional;
import java.util.Set;

/** Brings together what a plan is made of: a path document, and what is live. */
public record ServicePlanner(
    PlanResolver plans, NamespaceOwnership namespaces, ObservedStateReader observed, Paths paths) {

  /**
   * A planner.
   *
   * @param reservedNames names that no service may have
   */
  static ServicePlanner of(
      Set<String> reservedNames,
      NamespaceOwnership namespaces,
      ObservedStateReader observed,
      Paths paths) {
    return new ServicePlanner(
        new PlanResolver(Components.catalogue(), reservedNames), namespaces, observed, paths);
  }

  /** The plan of a service under a document, or what a person must change first. */
  public Resolution plan(GoldenService service, RememberedHatches remembered, GoldenPath path) {
    return plans.resolve(
        service,
        path,
        remembered,
        namespaces.isEstablished(service),
        observed.live(service.getMetadata().getName(), path.spec().platform()),
        paths.known());
  }

  /** What decides which revision a service is to have. */
  public ServicePlacement placement(GoldenService service, RememberedHatches remembered) {
    return ServiceRevisions.placement(
        service, remembered, namespaces.isEstablished(service), paths.known());
  }

  /** What another document would do to a service, as far as rendering it says. */
  ServicePreview preview(GoldenService service, GoldenPath applied, GoldenPath candidate) {
    return new ServiceComparison(plans, candidate)
        .compare(
            new PreviewedService(
                service,
                applied,
                remembered(service),
                observed.live(service.getMetadata().getName(), applied.spec().platform()),
                namespaces.isEstablished(service),
                RevisionFacts.FREE,
                object -> Optional.empty()));
  }

  /** What is remembered of a service. */
  public RememberedHatches remembered(GoldenService service) {
    return namespaces.remembered(service);
  }
}
