package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.Paths;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.Resolution;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import java.util.Optional;
import java.util.Set;

/** Brings together what a plan is made of: the service's path document, and what is live. */
record ServicePlanner(
    Paths paths, PlanResolver plans, NamespaceOwnership namespaces, ObservedStateReader observed) {

  /**
   * A planner.
   *
   * @param reservedNames names that no service may have
   */
  static ServicePlanner of(
      Paths paths,
      Set<String> reservedNames,
      NamespaceOwnership namespaces,
      ObservedStateReader observed) {
    return new ServicePlanner(
        paths, new PlanResolver(Components.catalogue(), reservedNames), namespaces, observed);
  }

  /** The plan of a service, or what a person must change first. */
  Resolution plan(GoldenService service, RememberedHatches remembered) {
    Optional<GoldenPath> document = paths.of(service);
    return document.isPresent()
        ? plans.resolve(
            service,
            document.get(),
            remembered,
            namespaces.isEstablished(service),
            observed.live(service.getMetadata().getName(), document.get().spec().platform()))
        : new Resolution.InvalidSpec(
            Reason.REVISION_MISSING,
            "the revision of the golden path that the service is to have is gone, so nothing is"
                + " changed; the platform team applies a GoldenPath with a new version");
  }

  /** The settings of the platform for a service. */
  Platform platform(GoldenService service) {
    return paths.of(service).orElseGet(paths::current).spec().platform();
  }
}
