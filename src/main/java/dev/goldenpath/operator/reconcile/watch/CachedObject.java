package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.apply.SemanticEquality;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the cache keeps of a large object: the fields that we own, which are as large as what we
 * applied, and those that readiness depends on. Others may fill an object up to the API server's
 * limit of more than a megabyte; the caches must not grow with that.
 */
final class CachedObject {
  /** Objects of up to this number of characters are kept whole. */
  static final int LIGHT = 32_768;

  private static final int MOST_LABELS = 64;
  private static final SemanticEquality PLAIN = new SemanticEquality(Set.of());
  private static final int LONGEST_MARK = 2_048;

  /** The annotations of others that matter. */
  private static final Set<String> READ =
      Stream.concat(
              Stream.of(Annotations.UNMANAGED),
              Components.ALL.stream().flatMap(component -> component.readsAnnotations().stream()))
          .collect(Collectors.toUnmodifiableSet());

  /** The cost of a node of a tree beside its text. */
  private static final int NODE = 16;

  private CachedObject() {}

  /** The object itself, or the part of it that the cache keeps. */
  static GenericKubernetesResource of(GenericKubernetesResource object) {
    return weight(object) <= LIGHT ? object : pruned(object);
  }

  private static long weight(GenericKubernetesResource object) {
    var metadata = object.getMetadata();
    long weight =
        weight(object.getAdditionalProperties())
            + weight(metadata.getLabels())
            + weight(metadata.getAnnotations())
            + weight(metadata.getFinalizers())
            + (long) metadata.getOwnerReferences().size() * 256;
    for (ManagedFieldsEntry entry : metadata.getManagedFields()) {
      weight += NODE + weight(fields(entry));
    }
    return weight;
  }

  /** The characters of keys and values, and an overhead for each. */
  static long weight(Object value) {
    long weight = NODE;
    if (value instanceof String text) {
      weight += text.length();
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        weight += entry.getKey().toString().length() + weight(entry.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        weight += weight(item);
      }
    }
    return weight;
  }

  private static GenericKubernetesResource pruned(GenericKubernetesResource object) {
    Map<String, Object> owned = FieldOwnership.fields(object).orElse(Map.of());
    GenericKubernetesResource pruned = new GenericKubernetesResource();
    pruned.setApiVersion(object.getApiVersion());
    pruned.setKind(object.getKind());
    var metadata = object.getMetadata();
    pruned.setMetadata(
        new ObjectMetaBuilder()
            .withName(metadata.getName())
            .withNamespace(metadata.getNamespace())
            .withUid(metadata.getUid())
            .withResourceVersion(metadata.getResourceVersion())
            .withGeneration(metadata.getGeneration())
            .withDeletionTimestamp(metadata.getDeletionTimestamp())
            .withLabels(
                metadata.getLabels().size() <= MOST_LABELS
                    ? metadata.getLabels()
                    : FieldOwnership.labels(object))
            .withAnnotations(annotations(object))
            .withManagedFields(
                metadata.getManagedFields().stream().map(CachedObject::entry).toList())
            .build());
    object
        .getAdditionalProperties()
        .forEach(
            (key, value) -> {
              if (key.equals("status")) {
                if (weight(value) <= LIGHT) {
                  pruned.setAdditionalProperty(key, value);
                }
              } else if (owned.get("f:" + key) instanceof Map<?, ?> below) {
                pruned.setAdditionalProperty(key, kept(value, below));
              }
            });
    return pruned;
  }

  private static Map<String, String> annotations(GenericKubernetesResource object) {
    Map<String, String> all = object.getMetadata().getAnnotations();
    Map<String, String> kept = new TreeMap<>(FieldOwnership.annotations(object));
    for (String read : READ) {
      String text = all.get(read);
      if (text != null) {
        kept.put(read, text.substring(0, Math.min(text.length(), LONGEST_MARK)));
      }
    }
    return kept;
  }

  /** Every entry keeps its place: a JSON patch counts them. */
  private static ManagedFieldsEntry entry(ManagedFieldsEntry entry) {
    return FieldOwnership.isOurApply(entry) || weight(fields(entry)) <= LIGHT / 8
        ? entry
        : new ManagedFieldsEntryBuilder(entry).withFieldsV1(new FieldsV1()).build();
  }

  private static Map<String, Object> fields(ManagedFieldsEntry entry) {
    return entry.getFieldsV1() == null ? Map.of() : entry.getFieldsV1().getAdditionalProperties();
  }

  /** The part of a value that is in a tree of managedFields. */
  private static Object kept(Object value, Map<?, ?> tree) {
    if (tree.isEmpty()) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> kept = new HashMap<>();
      map.forEach(
          (key, child) -> {
            if (tree.get("f:" + key) instanceof Map<?, ?> below) {
              kept.put((String) key, kept(child, below));
            }
          });
      return kept;
    }
    if (value instanceof List<?> list) {
      List<Object> kept = new ArrayList<>();
      for (Object item : list) {
        if (tree.keySet().stream().anyMatch(key -> PLAIN.names((String) key, item))) {
          kept.add(item);
        }
      }
      return kept;
    }
    return value;
  }
}
