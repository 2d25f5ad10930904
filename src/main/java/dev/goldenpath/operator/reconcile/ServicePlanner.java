package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.Resolution;
import dev.goldenpath.operator.reconcile.ownership.NamespaceOwnership;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import java.util.Set;

/** Brings together what a plan is made of: the path document in force, and what is live. */
record ServicePlanner(
    GoldenPathSource path,
    PlanResolver plans,
    NamespaceOwnership namespaces,
    ObservedStateReader observed) {

  /**
   * A planner.
   *
   * @param reservedNames names that no service may have
   */
  static ServicePlanner of(
      GoldenPathSource path,
      Set<String> reservedNames,
      NamespaceOwnership namespaces,
      ObservedStateReader observed) {
    return new ServicePlanner(
        path, new PlanResolver(Components.catalogue(), reservedNames), namespaces, observed);
  }

  /** The plan of a service, or what a person must change first. */
  Resolution plan(GoldenService service, RememberedHatches remembered) {
    GoldenPath document = path.current();
    return plans.resolve(
        service,
        document,
        remembered,
        namespaces.isEstablished(service),
        observed.live(service.getMetadata().getName(), document.spec().platform()));
  }

  /** The platform's settings in force. */
  Platform platform() {
    return path.current().spec().platform();
  }
}
