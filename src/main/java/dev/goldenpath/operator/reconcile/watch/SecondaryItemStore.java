package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.reconcile.watch.CompactObject.Origin;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The border of the cache: which objects of a kind are kept, and in which form. Kept are those that
 * may belong to a service, compressed; all others with our label, which anyone may write, are not.
 * The answer to a write is newer than what the watch has delivered by then, which does not
 * overwrite it.
 */
final class SecondaryItemStore implements ItemStore<GenericKubernetesResource> {
  /** The key of everything that is not kept. */
  private static final String ELSEWHERE = "//";

  private final OwnedNames names;
  private final ObjectCodec codec = new ObjectCodec();
  private final Map<String, CompactObject> objects = new ConcurrentHashMap<>();
  private final RecentlyRead recent = new RecentlyRead();
  private volatile Origin origin = Origin.LISTED;

  SecondaryItemStore(OwnedNames names) {
    this.names = names;
  }

  /** From now on, everything that is put is news. */
  void filled() {
    origin = Origin.OBSERVED;
  }

  @Override
  public String getKey(GenericKubernetesResource object) {
    return names.contains(object) ? Cache.metaNamespaceKeyFunc(object) : ELSEWHERE;
  }

  /** Whether an object with this key may belong to a service. */
  static boolean isKept(String key) {
    return !key.equals(ELSEWHERE);
  }

  /**
   * Stores what a list or the watch has delivered.
   *
   * @return the object before; one of the same version if nothing has changed
   */
  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
    if (!isKept(key)) {
      return null;
    }
    long version = CompactObject.version(object);
    CompactObject before = objects.get(key);
    if (before != null && before.version() == version) {
      objects.replace(key, before, before.delivered());
      return object;
    }
    CompactObject now = compact(object, origin);
    CompactObject stored = objects.merge(key, now, SecondaryItemStore::newer);
    if (stored != now) {
      return object;
    }
    return before == null ? null : read(before);
  }

  /** What was delivered, unless an answer is as new. */
  private static CompactObject newer(CompactObject stored, CompactObject now) {
    return stored.origin() != Origin.ANSWERED || stored.version() < now.version()
        ? now
        : stored.version() == now.version() ? stored.delivered() : stored;
  }

  /**
   * Stores an object that was read, or the answer to a write.
   *
   * @param delivered up to which version the watch has delivered everything: an object that it has
   *     delivered and that is not stored was deleted
   */
  void answer(GenericKubernetesResource object, long delivered) {
    String key = getKey(object);
    if (!isKept(key)) {
      return;
    }
    CompactObject answer = compact(object, Origin.ANSWERED);
    objects.compute(
        key,
        (same, stored) -> {
          if (stored == null) {
            return answer.version() > delivered ? answer : null;
          }
          return stored.version() == answer.version()
              ? stored.answered()
              : stored.version() > answer.version() ? stored : answer;
        });
  }

  private CompactObject compact(GenericKubernetesResource object, Origin known) {
    return new CompactObject(
        CompactObject.version(object), known, codec.encode(CachedObject.of(object)));
  }

  /** Whether this version of an object was changed by another, as far as is known. */
  boolean isNews(String key, long version) {
    CompactObject stored = objects.get(key);
    return stored == null || stored.version() != version || stored.isNews();
  }

  /** Removes an object that was deleted in that version, unless it was recreated. */
  void removeDeleted(String key, long version) {
    objects.computeIfPresent(key, (same, stored) -> stored.version() < version ? null : stored);
  }

  /** Removes the objects in a namespace that are older than that version. */
  void removeOlder(String namespace, long version) {
    names
        .of(namespace)
        .forEach(name -> removeDeleted(Cache.namespaceKeyFunc(namespace, name), version));
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    CompactObject removed = objects.remove(key);
    return removed == null ? null : bare(key, removed.version());
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    CompactObject stored = objects.get(key);
    return stored == null ? null : read(stored);
  }

  /** The version of an object, which is not read. */
  Optional<Long> version(String key) {
    return Optional.ofNullable(objects.get(key)).map(CompactObject::version);
  }

  private GenericKubernetesResource read(CompactObject stored) {
    return recent.computeIfAbsent(stored.text(), codec::decode);
  }

  @Override
  public Stream<String> keySet() {
    return objects.keySet().stream();
  }

  /** Without their content: the informer compares them with the keys of a list. */
  @Override
  public Stream<GenericKubernetesResource> values() {
    return objects.entrySet().stream().map(each -> bare(each.getKey(), each.getValue().version()));
  }

  private static GenericKubernetesResource bare(String key, long version) {
    int slash = key.indexOf('/');
    GenericKubernetesResource bare = new GenericKubernetesResource();
    bare.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(slash < 0 ? null : key.substring(0, slash))
            .withName(key.substring(slash + 1))
            .withResourceVersion(String.valueOf(version))
            .build());
    return bare;
  }

  @Override
  public int size() {
    return objects.size();
  }

  /** The additions of the first list are not put off until its end, with all objects in memory. */
  @Override
  public boolean isFullState() {
    return false;
  }
}
