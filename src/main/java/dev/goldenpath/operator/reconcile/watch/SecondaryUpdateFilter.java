package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.component.ApiKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which updates of an object trigger a reconciliation. The status of most kinds is irrelevant, and
 * that of a ResourceQuota changes with every pod of the service.
 */
record SecondaryUpdateFilter(ApiKind kind) implements OnUpdateFilter<GenericKubernetesResource> {
  @Override
  public boolean accept(GenericKubernetesResource now, GenericKubernetesResource before) {
    // The old object comes from the cache, the new one from the API server.
    return differs(CachedObject.of(now), before);
  }

  private boolean differs(GenericKubernetesResource now, GenericKubernetesResource before) {
    return readsStatus()
        || !intent(now).equals(intent(before))
        || !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels())
        || !Objects.equals(
            now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations());
  }

  private boolean readsStatus() {
    return !kind.builtIn() || !kind.namespaced();
  }

  private static Map<String, Object> intent(GenericKubernetesResource object) {
    Map<String, Object> intent = new HashMap<>(object.getAdditionalProperties());
    intent.remove("status");
    return intent;
  }
}
