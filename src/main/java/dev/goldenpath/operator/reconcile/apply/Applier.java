package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one object of a service's own namespace to its desired state, without a request if it is
 * there already. Failures are results, never exceptions.
 */
public final class Applier {
  private static final Logger log = LoggerFactory.getLogger(Applier.class);

  /** So many fields are named in a line of the log. */
  private static final int LOGGED = 20;

  private final ObjectClient objects;
  private final LiveObjects seen;
  private final HandOver handOver;
  private final Replacement replacement;
  private final Comparisons comparisons = new Comparisons(Clock.systemUTC());

  /** Creates an applier for these cached objects. */
  public Applier(ObjectClient objects, LiveObjects seen, HandOver handOver) {
    this.objects = objects;
    this.seen = seen;
    this.handOver = handOver;
    this.replacement = new Replacement(objects);
  }

  /** Finds the live object and compares it, without a request. */
  public Comparison compare(ComponentContext context, DesiredObject desired) {
    return compare(
        context, desired, seen.find(desired.kind(), desired.namespace(), desired.name()));
  }

  /** Compares with a live object that was found otherwise. */
  public Comparison compare(
      ComponentContext context, DesiredObject desired, Optional<GenericKubernetesResource> live) {
    return comparisons.compare(context, desired, live);
  }

  /**
   * Applies the object if it differs. An object of that name that we never applied is not touched,
   * whatever its labels are, unless its owner hands it back.
   */
  public ApplyResult apply(ComponentContext context, Comparison comparison) {
    Optional<ApplyResult.Failed> unavailable = seen.unavailable(comparison.kind());
    if (unavailable.isPresent()) {
      return unavailable.get();
    }
    try {
      return comparison.live().isPresent()
          ? keep(context, comparison)
          : create(context, comparison.desired());
    } catch (KubernetesClientException e) {
      return ApiError.of(e, comparison.kind(), comparison.desired().title());
    }
  }

  /**
   * Dry-runs the object; nothing is changed.
   *
   * @return empty if the API server would accept it
   */
  public Optional<ApplyResult.Failed> refusal(ComponentContext context, Comparison comparison) {
    DesiredObject desired = comparison.desired();
    try {
      Optional<GenericKubernetesResource> replaced =
          comparison.live().filter(live -> Replacement.isDue(context.component(), desired, live));
      if (replaced.isPresent()) {
        replacement.tryOut(desired, replaced.get());
      } else {
        objects.tryOut(desired.kind(), desired.resource());
      }
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(ApiError.ofDryRun(e, desired.kind(), desired.title()));
    }
  }

  /** Applies to an existing object, whoever applied it: the caller decides on a take-over. */
  public ApplyResult update(ComponentContext context, Comparison comparison) {
    DesiredObject desired = comparison.desired();
    GenericKubernetesResource live = comparison.live().orElseThrow();
    if (comparison.difference().isEmpty()) {
      context.debug(log).addKeyValue("object", desired.title()).log("unchanged");
      return ApplyResult.InSync.quietly(takenUp(desired.kind(), live))
          .rewritten(comparison.rewritten(), false);
    }
    if (Replacement.isDue(context.component(), desired, live)) {
      return replacement.replace(desired, live);
    }
    GenericKubernetesResource applied =
        handOver.takeUp(desired.kind(), objects.apply(desired.kind(), desired.resource(), live));
    Comparisons.Answer answer = comparisons.learn(context, desired, applied);
    AppliedFieldsDiff difference = comparison.difference().get();
    Optional<String> drift =
        context.prior() == PriorState.EJECTED
            ? Optional.empty()
            : Drift.describe(
                desired.title(),
                answer.repaired(difference),
                difference.unowned(),
                live,
                context.prior() == PriorState.PRESENT);
    context
        .debug(log)
        .addKeyValue("object", desired.title())
        .addKeyValue("fields", () -> fields(difference))
        .addKeyValue("reason", reason(context, drift))
        .log("applied");
    String advice = context.component().insteadOfEditing(difference.differences().keySet());
    return drift
        .map(what -> ApplyResult.InSync.repaired(applied, what + advice))
        .orElseGet(() -> ApplyResult.InSync.quietly(applied))
        .rewritten(answer.rewritten(), answer.isNews());
  }

  private static String reason(ComponentContext context, Optional<String> drift) {
    if (context.prior() == PriorState.EJECTED) {
      return "taken back";
    }
    return drift.isPresent() ? "drift" : "desired state changed";
  }

  /** Names only: a value may be anything. */
  private static String fields(AppliedFieldsDiff difference) {
    return difference.deviations().keySet().stream()
        .limit(LOGGED)
        .map(field -> MessageText.plain(field, field.length()))
        .collect(Collectors.joining(", "));
  }

  private ApplyResult keep(ComponentContext context, Comparison comparison) {
    GenericKubernetesResource live = comparison.live().orElseThrow();
    return context.prior() == PriorState.EJECTED || mayTouch(live)
        ? update(context, comparison)
        : notOwned(comparison.desired());
  }

  /** Whether we applied it, or its owner hands it back. */
  static boolean mayTouch(GenericKubernetesResource live) {
    return FieldOwnership.isOurs(live) || FieldOwnership.isHandedOver(live);
  }

  /** There is another's object of that name. */
  static ApplyResult.Failed notOwned(DesiredObject desired) {
    return new ApplyResult.Failed(
        State.BLOCKED,
        Reason.OBJECT_NOT_OWNED,
        desired.title()
            + " exists and was not created by "
            + FieldManager.NAME
            + "; delete it, or eject the component and then take it back");
  }

  private ApplyResult create(ComponentContext context, DesiredObject desired) {
    Optional<GenericKubernetesResource> created =
        objects.create(desired.kind(), desired.resource());
    if (created.isPresent()) {
      context.debug(log).addKeyValue("object", desired.title()).log("created");
      return created(context, desired, scaled(context, desired, created.get()));
    }
    return takeBack(context, desired);
  }

  private GenericKubernetesResource scaled(
      ComponentContext context, DesiredObject desired, GenericKubernetesResource created) {
    OptionalInt replicas = context.component().initialReplicas(context.plan(), desired);
    return replicas.isPresent()
        ? objects.scale(desired.kind(), created, replicas.getAsInt())
        : created;
  }

  /** An object that an earlier reconciliation found and that had to be created was deleted. */
  public static ApplyResult created(
      ComponentContext context, DesiredObject desired, GenericKubernetesResource object) {
    return context.prior() == PriorState.PRESENT
        ? ApplyResult.InSync.repaired(object, desired.title() + " was deleted")
        : ApplyResult.InSync.quietly(object);
  }

  /**
   * The object exists but is not in the cache: it lost our label, was never ours, or was created by
   * us when the answer was lost or the cache lags.
   */
  private ApplyResult takeBack(ComponentContext context, DesiredObject desired) {
    Optional<GenericKubernetesResource> live = objects.read(desired);
    if (live.isEmpty()) {
      return new ApplyResult.Failed(
          State.FAILING, Reason.APPLY_FAILED, desired.title() + " has just been deleted");
    }
    ApplyResult kept = keep(context, compare(context, desired, live));
    if (kept instanceof ApplyResult.InSync held) {
      seen.remember(desired.kind(), held.object());
    }
    return kept;
  }

  /** A returning object that an earlier process did not finish taking over. */
  private GenericKubernetesResource takenUp(ApiKind kind, GenericKubernetesResource live) {
    return FieldOwnership.isHandedOver(live) ? handOver.takeUp(kind, live) : live;
  }
}
