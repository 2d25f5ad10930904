package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.hatch.ComponentMode;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan would do, by dry runs of the objects that it changes.
 *
 * @param changes whether it changes an object
 * @param refusal why the API server does not take one of them
 */
record TryOut(boolean changes, Optional<Refusal> refusal) {
  /**
   * An object that is not taken.
   *
   * @param component whose object it is
   * @param why what the API server says, and whether another attempt may help
   */
  record Refusal(Component component, ApplyResult.Failed why) {
    /** Whether another attempt cannot help. */
    boolean isFinal() {
      return why.state() == State.BLOCKED;
    }
  }

  /** Of a plan that changes nothing. */
  static final TryOut NOTHING = new TryOut(false, Optional.empty());

  /** Tries out every component that the operator manages; nothing is written. */
  static TryOut of(
      GoldenService service,
      ServicePlan plan,
      RememberedHatches remembered,
      ManagedComponent managed) {
    TryOut all = NOTHING;
    for (Component component : Components.ALL) {
      ComponentContext context =
          new ComponentContext(service, plan, component, Optional.<Set<Long>>empty());
      if (context.isOffered()
          && ComponentMode.of(component.name(), plan.hatches(), remembered)
              == ComponentMode.MANAGED) {
        all = all.and(managed.tryOut(context, remembered));
      }
    }
    return all;
  }

  private TryOut and(TryOut other) {
    return new TryOut(changes || other.changes, refusal.or(other::refusal));
  }
}
