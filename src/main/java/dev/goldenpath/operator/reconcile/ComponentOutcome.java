package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Readiness;
import dev.goldenpath.operator.hatch.HatchProtocol;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.watch.ObservedStateReader;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.status.ObservedHatches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one reconciliation found and did in one component.
 *
 * @param news the changes to report as Events
 * @param applied whether every object matches the plan, ready or not
 * @param compared the versions of its objects if they match the plan without exception; else empty
 */
record ComponentOutcome(
    ComponentFact fact, List<ApplyResult.Change> news, boolean applied, Set<Long> compared) {

  static ComponentOutcome quiet(ComponentFact fact) {
    return new ComponentOutcome(fact, List.of(), false, Set.of());
  }

  /** Nothing has changed since its objects were compared, except perhaps their readiness. */
  static ComponentOutcome unchanged(ComponentFact fact, Set<Long> versions) {
    return new ComponentOutcome(fact.with(ObservedHatches.NONE), List.of(), true, versions);
  }

  /** Of the components that match the plan, by name, the versions that need no comparison. */
  static Map<String, Set<Long>> present(List<ComponentOutcome> outcomes) {
    return outcomes.stream()
        .filter(ComponentOutcome::applied)
        .collect(
            Collectors.toMap(
                outcome -> outcome.fact().component().name(), ComponentOutcome::compared));
  }

  /** As the hatch protocol sees it. */
  HatchProtocol.Result result() {
    return new HatchProtocol.Result(
        applied, fact.hatches().patch().map(MergePatch::text).orElse(null));
  }

  private ComponentOutcome with(ComponentFact other) {
    return new ComponentOutcome(other, news, applied, compared);
  }

  /** The same, with the versions of its objects if the same need no comparison. */
  ComponentOutcome compared(Set<Long> versions) {
    return new ComponentOutcome(fact, news, applied, versions);
  }

  /** The operator itself failed in this component. */
  static ComponentOutcome failed(ComponentContext context, Throwable error) {
    return quiet(context.fact(State.FAILING, Reason.INTERNAL_ERROR, OperatorError.message(error)));
  }

  /** The same, with the time since which it has been failing, or waiting for the same thing. */
  ComponentOutcome since(ServicePlan plan, ComponentHistory history) {
    String uid = plan.uid();
    String name = fact.component().name();
    boolean isTimed =
        fact.state() == State.PROGRESSING
            && fact.component().progressDeadline(plan).isPresent()
            && plan.hatches().paused().isEmpty();
    if (!isTimed) {
      history.arrived(uid, name);
    }
    if (fact.state() != State.FAILING) {
      history.recovered(uid, name);
      return isTimed
          ? with(
              fact.waitingSince(
                  history.waiting(uid, name, fact.message()),
                  fact.component().progressDeadline(plan).orElseThrow()))
          : this;
    }
    return with(fact.failingSince(history.failing(uid, name)));
  }

  static ComponentOutcome switchedOff(ComponentContext context) {
    return quiet(
        ComponentFact.of(
            context.component(),
            Readiness.ready(Reason.SWITCHED_OFF, "the platform does not offer it")));
  }

  static ComponentOutcome waiting(ComponentContext context) {
    return context.isOffered()
        ? quiet(
            context.fact(
                State.PROGRESSING, Reason.NAMESPACE_NOT_READY, "waiting for the namespace"))
        : switchedOff(context);
  }

  /** Others come first. */
  static ComponentOutcome awaiting(ComponentContext context, List<String> others) {
    return quiet(
        context.fact(
            State.PROGRESSING, Reason.WAITING, "waiting for " + String.join(" and ", others)));
  }

  static ComponentOutcome refused(ComponentContext context, ApplyResult.Failed no) {
    return quiet(context.fact(no.state(), no.reason(), no.message()));
  }

  /**
   * The outcome from the results of its objects: their readiness, or the worst failure among them.
   *
   * @param patch the desired one
   * @param rejected hatches that are known to have no effect
   */
  static ComponentOutcome of(
      ComponentContext context,
      List<ApplyResult> applied,
      Optional<MergePatch> patch,
      List<RejectedHatch> rejected,
      ObservedStateReader observed) {
    List<GenericKubernetesResource> live = new ArrayList<>();
    List<ApplyResult.Change> news = new ArrayList<>();
    List<ObservedHatches.Unmanaged> unmanaged = new ArrayList<>();
    List<RejectedHatch> allRejected = new ArrayList<>(rejected);
    List<String> rewritten = new ArrayList<>();
    Optional<ApplyResult.Failed> refused = Optional.empty();
    for (ApplyResult each : applied) {
      if (each instanceof ApplyResult.InSync held) {
        live.add(held.object());
        held.news().ifPresent(news::add);
        held.rejected().ifPresent(allRejected::add);
        held.rewritten().ifPresent(rewritten::add);
      } else if (each instanceof ApplyResult.Unmanaged left) {
        live.add(left.object());
        unmanaged.add(left.unmanaged());
        left.rejected().ifPresent(allRejected::add);
      } else if (each instanceof ApplyResult.Failed no
          && refused.filter(worst -> worst.state() == State.BLOCKED).isEmpty()) {
        refused = Optional.of(no);
      }
    }
    ComponentFact fact =
        refused
            .map(no -> context.fact(no.state(), no.reason(), no.message()))
            .orElseGet(
                () ->
                    ComponentFact.of(
                        context.component(),
                        observed.readiness(context, () -> live).with(rewritten)));
    ObservedHatches hatches =
        new ObservedHatches(refused.isPresent() ? Optional.empty() : patch, unmanaged, allRejected);
    return new ComponentOutcome(fact.with(hatches), news, refused.isEmpty(), Set.of());
  }
}
