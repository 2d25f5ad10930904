package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.GoldenService;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;

/**
 * Which updates of a GoldenService trigger a reconciliation: a new generation, one of our
 * annotations (they do not change the generation), a finalizer (the first reconciliation only adds
 * ours), deletion. Not our own status.
 */
public final class PrimaryUpdateFilter implements OnUpdateFilter<GoldenService> {
  @Override
  public boolean accept(GoldenService now, GoldenService before) {
    return !now.getMetadata().getGeneration().equals(before.getMetadata().getGeneration())
        || !now.getMetadata().getUid().equals(before.getMetadata().getUid())
        || !now.getMetadata().getFinalizers().equals(before.getMetadata().getFinalizers())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
        || !ours(now).equals(ours(before));
  }

  private static Map<String, String> ours(GoldenService service) {
    return PrimaryItemStore.annotations(service.getMetadata().getAnnotations());
  }
}
