package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.hatch.UnknownKeys;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps only the parts of each GoldenService that the operator reads. Its owner may annotate it
 * with 256 KiB, and each key is repeated in managedFields: neither may fill the heap.
 */
public final class PrimaryItemStore extends BasicItemStore<GoldenService> {
  /** Every key that is a hatch of this product. */
  private static final Set<String> KNOWN = UnknownKeys.known(Components.catalogue());

  /** The number of unknown keys that are kept, to be named in a message. */
  private static final int MOST_UNKNOWN = 100;

  /**
   * The number of managers of a service's annotations that are kept; there is seldom more than one.
   */
  private static final int MOST_MANAGERS = 16;

  /** Longer than any valid value of a hatch. */
  private static final int LONGEST_VALUE = 16_384;

  public PrimaryItemStore() {
    super(Cache::metaNamespaceKeyFunc);
  }

  @Override
  public GoldenService put(String key, GoldenService service) {
    ObjectMeta metadata = service.getMetadata();
    metadata.setAnnotations(annotations(metadata.getAnnotations()));
    metadata.setManagedFields(
        metadata.getManagedFields().stream()
            .flatMap(entry -> times(entry, metadata.getAnnotations().keySet()).stream())
            .limit(MOST_MANAGERS)
            .toList());
    return super.put(key, service);
  }

  /**
   * Our annotations within bounds; the same result for the same service, however often it is
   * called.
   */
  static Map<String, String> annotations(Map<String, String> all) {
    Map<String, String> kept = new TreeMap<>();
    int unknown = 0;
    for (Map.Entry<String, String> each : new TreeMap<>(all).entrySet()) {
      boolean known = KNOWN.contains(each.getKey());
      if (known || (Annotations.isOurs(each.getKey()) && unknown++ < MOST_UNKNOWN)) {
        kept.put(each.getKey(), cut(each.getValue()));
      }
    }
    return kept;
  }

  /** When each manager wrote the annotations that are kept. */
  private static Optional<ManagedFieldsEntry> times(ManagedFieldsEntry entry, Set<String> keys) {
    Map<?, ?> owned = AnnotationTimes.annotations(entry);
    Map<String, Object> ours = new TreeMap<>();
    for (String key : keys) {
      if (owned.containsKey("f:" + key)) {
        ours.put("f:" + key, Map.of());
      }
    }
    return ours.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ManagedFieldsEntryBuilder()
                .withTime(entry.getTime())
                .withNewFieldsV1()
                .addToAdditionalProperties("f:metadata", Map.of("f:annotations", ours))
                .endFieldsV1()
                .build());
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
  }
}
