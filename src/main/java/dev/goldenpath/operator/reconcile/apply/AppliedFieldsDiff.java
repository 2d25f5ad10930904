package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.FieldManager;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether an apply would change a live object. It would not if the fields that we own, according to
 * the object's {@code managedFields}, are exactly the fields that we want, with semantically equal
 * values. Whoever changes a field that we own becomes its owner, so an edit by another manager
 * shows as a field that we want and do not own; a field that we no longer want shows as one that we
 * still own. Labels and annotations are compared literally, everything else by {@link
 * SemanticEquality}.
 *
 * <pre>{@code
 * desired         managedFields   live
 * pods: 50        f:pods          pods: 50      the same
 * cpu: 1000m      f:cpu           cpu: 1        the same by meaning
 * memory: 8Gi     -               memory: 9Gi   difference, unowned: somebody took it
 * -               f:storage       storage: 5Gi  difference: an apply removes it
 * -               -               gpu: 1        not ours: not looked at
 * }</pre>
 */
final class AppliedFieldsDiff {
  /** The fields that the server omits from managedFields, since they identify the object. */
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");

  private static final String NOT_OURS = "(not applied by " + FieldManager.NAME + ")";

  private static final Set<String> METADATA = Set.of("labels", "annotations");

  private final SemanticEquality meaning;

  /** The live values by path; the items of a list share their path. */
  private final Map<String, List<Object>> differences = new LinkedHashMap<>();

  private final Map<String, List<Object>> surplus = new LinkedHashMap<>();
  private final Set<String> unowned = new HashSet<>();

  private AppliedFieldsDiff(SemanticEquality meaning) {
    this.meaning = meaning;
  }

  /** Compares the desired object with the live one. */
  static AppliedFieldsDiff compare(
      Map<String, Object> desired, GenericKubernetesResource live, SemanticEquality meaning) {
    AppliedFieldsDiff comparison = new AppliedFieldsDiff(meaning);
    FieldOwnership.fields(live)
        .ifPresentOrElse(
            owned -> comparison.compareMaps("", intended(desired), content(live), owned),
            () -> add(comparison.differences, "." + NOT_OURS, null));
    return comparison;
  }

  /** The fields in which an apply would change the live object: by path, the live values. */
  Map<String, List<Object>> differences() {
    return differences;
  }

  /**
   * The differences with a field that we want and do not own. If our intent is the one that we
   * applied, another manager took or removed the field.
   */
  Set<String> unowned() {
    return unowned;
  }

  /**
   * The atomic lists and maps that contain everything desired and more: by path, the live values.
   * They are owned as a whole, so managedFields do not distinguish the server's defaults from what
   * we no longer want.
   */
  Map<String, List<Object>> surplus() {
    return surplus;
  }

  /** Differences and surplus. */
  Map<String, List<Object>> deviations() {
    Map<String, List<Object>> all = new LinkedHashMap<>(differences);
    all.putAll(surplus);
    return all;
  }

  /** The part of a desired object that we own. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> intended(Map<String, Object> desired) {
    Map<String, Object> intent = new TreeMap<>(desired);
    intent.keySet().removeAll(IDENTITY);
    Map<String, Object> metadata = new TreeMap<>((Map<String, Object>) desired.get("metadata"));
    metadata.keySet().retainAll(METADATA);
    intent.put("metadata", metadata);
    return intent;
  }

  /** The part of a live object that may be owned. */
  static Map<String, Object> content(GenericKubernetesResource live) {
    Map<String, Object> content = new HashMap<>(live.getAdditionalProperties());
    content.put(
        "metadata",
        Map.of(
            "labels", live.getMetadata().getLabels(),
            "annotations", live.getMetadata().getAnnotations()));
    return content;
  }

  private void compareMaps(
      String path, Map<String, Object> desired, @Nullable Object live, Map<String, Object> owned) {
    desired.forEach(
        (key, value) -> {
          Object ownership = owned.get("f:" + key);
          String at = path + "." + key;
          if (ownership == null) {
            add(differences, at, at(live, key));
            unowned.add(at.substring(1));
          } else {
            compare(at, value, at(live, key), tree(ownership));
          }
        });
    owned.keySet().stream()
        .filter(key -> key.startsWith("f:"))
        .map(key -> key.substring(2))
        .filter(key -> !desired.containsKey(key))
        .forEach(key -> add(differences, path + "." + key, at(live, key)));
  }

  private static @Nullable Object at(@Nullable Object live, String key) {
    return live instanceof Map<?, ?> map ? map.get(key) : null;
  }

  private static void add(Map<String, List<Object>> paths, String path, @Nullable Object live) {
    paths.computeIfAbsent(path.substring(1), first -> new ArrayList<>()).add(live);
  }

  @SuppressWarnings("unchecked")
  private void compare(
      String path, Object desired, @Nullable Object live, Map<String, Object> owned) {
    if (desired instanceof Map<?, ?> map && !owned.isEmpty()) {
      compareMaps(path, (Map<String, Object>) map, live, owned);
    } else if (desired instanceof List<?> list && !owned.isEmpty()) {
      compareAssociativeList(path, list, live, owned);
    } else if (path.startsWith(".metadata")
        ? !Objects.equals(live, desired)
        : !meaning.contains(path.substring(1), live, desired)) {
      add(differences, path, live);
    } else if (!meaning.contains(path.substring(1), desired, live)) {
      add(surplus, path, live);
    }
  }

  /**
   * A list whose items the server identifies by key fields ({@code k:}) or by value ({@code v:}). A
   * difference in an item is reported as one of the list.
   */
  private void compareAssociativeList(
      String path, List<?> desired, @Nullable Object live, Map<String, Object> owned) {
    List<?> liveItems = live instanceof List<?> list ? list : List.of();
    long ownedItems =
        owned.keySet().stream().filter(key -> key.startsWith("k:") || key.startsWith("v:")).count();
    List<?> lost = desired.stream().filter(item -> !isHeld(path, item, liveItems, owned)).toList();
    if (ownedItems != desired.size() || !lost.isEmpty()) {
      add(differences, path, live);
      if (lost.stream().anyMatch(item -> keyOf(item, owned).isEmpty())) {
        unowned.add(path.substring(1));
      }
    }
  }

  private Optional<String> keyOf(Object item, Map<String, Object> owned) {
    return owned.keySet().stream().filter(key -> meaning.names(key, item)).findFirst();
  }

  @SuppressWarnings("unchecked")
  private boolean isHeld(String path, Object item, List<?> liveItems, Map<String, Object> owned) {
    Optional<String> key = keyOf(item, owned);
    Optional<?> live =
        key.flatMap(
            ours -> liveItems.stream().filter(each -> meaning.names(ours, each)).findFirst());
    if (live.isEmpty() || !(item instanceof Map<?, ?> map)) {
      return live.isPresent();
    }
    AppliedFieldsDiff within = new AppliedFieldsDiff(meaning);
    within.compareMaps(path, (Map<String, Object>) map, live.get(), tree(owned.get(key.get())));
    within.surplus.forEach(
        (at, values) -> surplus.computeIfAbsent(at, first -> new ArrayList<>()).addAll(values));
    if (!within.unowned.isEmpty()) {
      unowned.add(path.substring(1));
    }
    return within.differences.isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(@Nullable Object ownership) {
    return ownership instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
