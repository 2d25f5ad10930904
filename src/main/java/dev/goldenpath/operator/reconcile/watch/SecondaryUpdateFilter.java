package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.SemanticEquality;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which updates of an object trigger a reconciliation. The status of most kinds that are part of
 * every cluster is irrelevant, and that of a ResourceQuota changes with every pod of the service.
 *
 * @param components that have objects of the kind
 */
record SecondaryUpdateFilter(ApiKind kind, List<Component> components)
    implements OnUpdateFilter<GenericKubernetesResource> {
  /** A number that was read by way of one of the client's classes may be a long. */
  private static final SemanticEquality MEANING = new SemanticEquality(Set.of());

  @Override
  public boolean accept(GenericKubernetesResource now, GenericKubernetesResource before) {
    // The old object comes from the cache, the new one from the API server.
    return differs(CachedObject.of(now), before);
  }

  private boolean differs(GenericKubernetesResource now, GenericKubernetesResource before) {
    return isStatusNews(now, before)
        || !MEANING.isSame(intent(now), intent(before))
        || differs(FieldOwnership::labels, ObjectMeta::getLabels, now, before)
        || differs(FieldOwnership::annotations, ObjectMeta::getAnnotations, now, before);
  }

  private boolean isStatusNews(GenericKubernetesResource now, GenericKubernetesResource before) {
    return readsWhole() || components.stream().anyMatch(each -> each.isStatusNews(before, now));
  }

  /** Of what comes with a CRD, and of the namespace, readiness may depend on anything. */
  private boolean readsWhole() {
    return !kind.builtIn() || !kind.namespaced();
  }

  /** Others may label and annotate an object as they like: only keys that are ours wake anybody. */
  private static boolean differs(
      Function<GenericKubernetesResource, Map<String, String>> owned,
      Function<ObjectMeta, Map<String, String>> all,
      GenericKubernetesResource now,
      GenericKubernetesResource before) {
    Set<String> keys = new HashSet<>(owned.apply(before).keySet());
    keys.addAll(owned.apply(now).keySet());
    Map<String, String> then = all.apply(before.getMetadata());
    Map<String, String> current = all.apply(now.getMetadata());
    return Stream.of(keys, then.keySet(), current.keySet())
        .flatMap(Set::stream)
        .filter(
            key -> keys.contains(key) || Annotations.isOurs(key) || key.equals(Labels.MANAGED_BY))
        .anyMatch(key -> !Objects.equals(then.get(key), current.get(key)));
  }

  private Map<String, Object> intent(GenericKubernetesResource object) {
    Map<String, Object> intent = new HashMap<>(object.getAdditionalProperties());
    intent.remove("status");
    if (intent.get("spec") instanceof Map<?, ?> spec) {
      Map<?, ?> read = new HashMap<>(spec);
      components.forEach(component -> read.keySet().removeAll(component.writtenByOthers()));
      intent.put("spec", read);
    }
    return intent;
  }
}
