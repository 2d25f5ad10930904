package dev.goldenpath.operator.reconcile.ownership;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.InvalidHatchException;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.reconcile.apply.ApplyResult;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.HandOver;
import dev.goldenpath.operator.status.ObservedHatches.Unmanaged;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Objects;
import java.util.Optional;

/**
 * The hatch on a single object: an annotation by which its owner takes it over. Its labels stay, so
 * that the end of the hatch is noticed at once.
 */
public final class UnmanagedObject {
  private final HandOver handOver;

  public UnmanagedObject(HandOver handOver) {
    this.handOver = handOver;
  }

  public static boolean isMarked(GenericKubernetesResource live) {
    return live.getMetadata().getAnnotations().containsKey(Annotations.UNMANAGED);
  }

  /**
   * Leaves an annotated object alone; one that the operator managed until now is handed over.
   *
   * @return empty if the annotation is invalid, and the operator still manages the object
   */
  public Optional<ApplyResult.Unmanaged> leave(
      ComponentContext context, ApiKind kind, GenericKubernetesResource live) {
    ApplyResult.Unmanaged left = look(context, live);
    if (!FieldOwnership.isOurs(live)) {
      return Optional.of(left);
    }
    if (left.rejected().isPresent()) {
      return Optional.empty();
    }
    GenericKubernetesResource handed = handOver.releaseFields(kind, live);
    return Optional.of(new ApplyResult.Unmanaged(handed, left.unmanaged(), Optional.empty()));
  }

  /** Reads the annotation; nothing is written. */
  public static ApplyResult.Unmanaged look(
      ComponentContext context, GenericKubernetesResource live) {
    String object = live.getKind() + "/" + live.getMetadata().getName();
    try {
      HatchReason reason = context.plan().hatches().ofObject(context.name(), reasonOn(live));
      return new ApplyResult.Unmanaged(live, new Unmanaged(object, reason), Optional.empty());
    } catch (InvalidHatchException e) {
      return new ApplyResult.Unmanaged(
          live,
          new Unmanaged(object, HatchReason.NONE),
          Optional.of(rejected(live, Objects.requireNonNull(e.getMessage()))));
    }
  }

  /** Rejects the annotation for that reason. */
  public static RejectedHatch rejected(GenericKubernetesResource live, String problem) {
    return new RejectedHatch(
        Annotations.UNMANAGED + " on " + live.getKind() + "/" + live.getMetadata().getName(),
        MessageText.quoted(reasonOn(live)) + " " + problem);
  }

  private static String reasonOn(GenericKubernetesResource live) {
    return live.getMetadata().getAnnotations().getOrDefault(Annotations.UNMANAGED, "");
  }
}
