package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.GoldenLabels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether an apply would change a live object. It would not where the fields that we own, by the
 * object's {@code managedFields}, are exactly the fields that we want, with values of the same
 * meaning. Whoever changes a field that we own becomes its owner, so an edit by another shows as a
 * field that we want and do not own; a field that we stopped wanting shows as one that we still
 * own. Labels and annotations are compared by the letter, all else by {@link Meaning}.
 */
final class Intent {
  /** What the server leaves out of managedFields, since it identifies the object. */
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");

  private static final Set<String> METADATA = Set.of("labels", "annotations");

  private final List<String> differences = new ArrayList<>();
  private final List<String> surplus = new ArrayList<>();

  private Intent() {}

  /** Compares what is desired with the live object. */
  static Intent compare(Map<String, Object> desired, GenericKubernetesResource live) {
    Intent comparison = new Intent();
    ownedFields(live)
        .ifPresentOrElse(
            owned -> comparison.compareMaps("", intended(desired), content(live), owned),
            () -> comparison.differences.add("(not applied by " + GoldenLabels.OPERATOR + ")"));
    return comparison;
  }

  /** The paths of the fields in which an apply would change the live object; empty: none. */
  List<String> differences() {
    return differences;
  }

  /**
   * The paths of atomic lists and maps that hold all that is desired and more. The server owns them
   * as a whole, so managedFields do not tell its defaults from what we no longer want.
   */
  List<String> surplus() {
    return surplus;
  }

  /** The fields that our applies own, as the server's tree of them. */
  static Optional<Map<String, Object>> ownedFields(GenericKubernetesResource live) {
    return live.getMetadata().getManagedFields().stream()
        .filter(Intent::isOurApply)
        .map(entry -> entry.getFieldsV1().getAdditionalProperties())
        .findFirst();
  }

  /** The entries of a metadata map that our applies own. */
  static Map<String, String> owned(
      GenericKubernetesResource live, String map, Map<String, String> entries) {
    Map<String, Object> tree =
        tree(tree(ownedFields(live).orElse(Map.of()).get("f:metadata")).get("f:" + map));
    Map<String, String> owned = new TreeMap<>(entries);
    owned.keySet().removeIf(key -> !tree.containsKey("f:" + key));
    return owned;
  }

  static boolean isOurApply(ManagedFieldsEntry entry) {
    return GoldenLabels.OPERATOR.equals(entry.getManager())
        && "Apply".equals(entry.getOperation())
        && (entry.getSubresource() == null || entry.getSubresource().isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> intended(Map<String, Object> desired) {
    Map<String, Object> intent = new TreeMap<>(desired);
    intent.keySet().removeAll(IDENTITY);
    Map<String, Object> metadata = new TreeMap<>((Map<String, Object>) desired.get("metadata"));
    metadata.keySet().retainAll(METADATA);
    intent.put("metadata", metadata);
    return intent;
  }

  private static Map<String, Object> content(GenericKubernetesResource live) {
    Map<String, Object> content = new HashMap<>(live.getAdditionalProperties());
    content.put(
        "metadata",
        Map.of(
            "labels", live.getMetadata().getLabels(),
            "annotations", live.getMetadata().getAnnotations()));
    return content;
  }

  private void compareMaps(
      String path, Map<String, Object> desired, Object live, Map<String, Object> owned) {
    desired.forEach(
        (key, value) -> {
          Object ownership = owned.get("f:" + key);
          String at = path + "." + key;
          if (ownership == null) {
            differences.add(at.substring(1));
          } else {
            compare(
                at, value, live instanceof Map<?, ?> map ? map.get(key) : null, tree(ownership));
          }
        });
    owned.keySet().stream()
        .filter(key -> key.startsWith("f:") && !desired.containsKey(key.substring(2)))
        .forEach(key -> differences.add((path + "." + key.substring(2)).substring(1)));
  }

  @SuppressWarnings("unchecked")
  private void compare(String path, Object desired, Object live, Map<String, Object> owned) {
    if (desired instanceof Map<?, ?> map && !owned.isEmpty()) {
      compareMaps(path, (Map<String, Object>) map, live, owned);
    } else if (desired instanceof List<?> list && !owned.isEmpty()) {
      compareAssociativeList(path, list, live, owned);
    } else if (path.startsWith(".metadata")
        ? !Objects.equals(live, desired)
        : !Meaning.contains(live, desired)) {
      differences.add(path.substring(1));
    } else if (!Meaning.contains(desired, live)) {
      surplus.add(path.substring(1));
    }
  }

  /**
   * A list whose items the server tells apart by key fields ({@code k:}) or by value ({@code v:}).
   * Whatever differs in an item, the list is what is named.
   */
  private void compareAssociativeList(
      String path, List<?> desired, Object live, Map<String, Object> owned) {
    List<?> liveItems = live instanceof List<?> list ? list : List.of();
    long ownedItems =
        owned.keySet().stream().filter(key -> key.startsWith("k:") || key.startsWith("v:")).count();
    if (ownedItems != desired.size()
        || !desired.stream().allMatch(item -> isHeld(path, item, liveItems, owned))) {
      differences.add(path.substring(1));
    }
  }

  @SuppressWarnings("unchecked")
  private boolean isHeld(String path, Object item, List<?> liveItems, Map<String, Object> owned) {
    Optional<String> key =
        owned.keySet().stream().filter(each -> Meaning.names(each, item)).findFirst();
    Optional<?> live =
        key.flatMap(
            ours -> liveItems.stream().filter(each -> Meaning.names(ours, each)).findFirst());
    if (live.isEmpty() || !(item instanceof Map<?, ?> map)) {
      return live.isPresent();
    }
    Intent within = new Intent();
    within.compareMaps(path, (Map<String, Object>) map, live.get(), tree(owned.get(key.get())));
    surplus.addAll(within.surplus);
    return within.differences.isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(Object ownership) {
    return ownership instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
