package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.hatch.Grounds;
import dev.goldenpath.operator.hatch.Hatches.Rejected;
import dev.goldenpath.operator.hatch.Unreadable;
import dev.goldenpath.operator.path.Shown;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.status.HatchFact.Unmanaged;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/**
 * The hatch on a single object: an annotation by which its owner keeps the operator off. Its labels
 * stay, so that the end of the hatch is seen at once.
 */
final class UnmanagedObject {
  private final Inventory inventory;
  private final HandOver handOver;

  UnmanagedObject(Inventory inventory, HandOver handOver) {
    this.inventory = inventory;
    this.handOver = handOver;
  }

  static boolean isMarked(GenericKubernetesResource live) {
    return reasonOn(live) != null;
  }

  /**
   * Keeps off a marked object; one that was ours until now is handed over.
   *
   * @return empty where the mark cannot be read, and the object is still ours
   */
  Optional<Applied.Left> leave(
      ApiKind kind, ServicePlan plan, Component component, GenericKubernetesResource live) {
    Applied.Left left = look(plan, component, live);
    if (!HandOver.isOurs(live)) {
      return Optional.of(left);
    }
    if (left.rejected().isPresent()) {
      return Optional.empty();
    }
    GenericKubernetesResource handed = handOver.releaseFields(kind, live);
    inventory.remember(kind, handed);
    return Optional.of(new Applied.Left(handed, left.unmanaged(), Optional.empty()));
  }

  /** What the mark says; nothing is written. */
  static Applied.Left look(ServicePlan plan, Component component, GenericKubernetesResource live) {
    String object = live.getKind() + "/" + live.getMetadata().getName();
    try {
      Grounds grounds = plan.hatches().ofObject(component.name(), reasonOn(live));
      return new Applied.Left(live, new Unmanaged(object, grounds), Optional.empty());
    } catch (Unreadable e) {
      return new Applied.Left(
          live, new Unmanaged(object, Grounds.NONE), Optional.of(rejected(live, e.getMessage())));
    }
  }

  /** The mark changes nothing, for that reason. */
  static Rejected rejected(GenericKubernetesResource live, String problem) {
    return new Rejected(
        GoldenLabels.UNMANAGED + " on " + live.getKind() + "/" + live.getMetadata().getName(),
        Shown.quoted(reasonOn(live)) + " " + problem);
  }

  private static String reasonOn(GenericKubernetesResource live) {
    return live.getMetadata().getAnnotations().get(GoldenLabels.UNMANAGED);
  }
}
