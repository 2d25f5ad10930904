package dev.goldenpath.operator.reconcile.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The objects that reconciliations have read last, by their text: each is read several times. */
final class RecentlyRead {
  /** Two for each service that is reconciled at the same time, by default. */
  private static final int MOST = 32;

  private final Map<byte[], GenericKubernetesResource> objects = new LeastRecentlyUsed();

  /** The object with this very text, or what the function makes of it. */
  GenericKubernetesResource computeIfAbsent(
      byte[] text, Function<byte[], GenericKubernetesResource> decode) {
    synchronized (objects) {
      GenericKubernetesResource known = objects.get(text);
      if (known != null) {
        return known;
      }
    }
    GenericKubernetesResource decoded = decode.apply(text);
    synchronized (objects) {
      objects.put(text, decoded);
    }
    return decoded;
  }

  private static final class LeastRecentlyUsed
      extends LinkedHashMap<byte[], GenericKubernetesResource> {
    private static final long serialVersionUID = 1L;

    LeastRecentlyUsed() {
      super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<byte[], GenericKubernetesResource> eldest) {
      return size() > MOST;
    }
  }
}
