package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.component.network.Peers;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the namespaces that the path document names exist. One watch holds just these: it
 * selects them by the same label as the network policies.
 */
public final class PlatformNamespaces implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PlatformNamespaces.class);

  private final KubernetesClient client;
  private final Supplier<Platform> platform;
  private volatile @Nullable Watched watched;
  private @Nullable String problem;

  /** A watch, and the names that it selects. */
  private record Watched(Set<String> names, SharedIndexInformer<Namespace> informer) {}

  /**
   * Uses a client that remains the caller's.
   *
   * @param platform that of the path document in force
   */
  public PlatformNamespaces(KubernetesClient client, Supplier<Platform> platform) {
    this.client = client;
    this.platform = platform;
  }

  /**
   * Watches the namespaces that the document in force names, unless they are watched already; a
   * watch that has ended is restarted. A failure is retried at the next call: until then, nothing
   * is known to be absent.
   *
   * @param changed called when one is created or is gone
   */
  public synchronized void watch(Runnable changed) {
    Set<String> names = platform.get().namespaces().collect(Collectors.toUnmodifiableSet());
    Watched before = watched;
    if (before != null && before.names.equals(names) && before.informer.isRunning()) {
      return;
    }
    close();
    if (names.isEmpty()) {
      return;
    }
    try {
      watched =
          new Watched(
              names,
              client
                  .namespaces()
                  .withLabelIn(Peers.NAMESPACE_NAME, names.toArray(String[]::new))
                  .inform(new Changes(changed)));
      Set<String> absent = absent();
      if (!absent.isEmpty()) {
        log.warn(
            "spec.platform of the path document names namespaces that do not exist: {}",
            String.join(", ", absent));
      }
      problem = null;
    } catch (RuntimeException e) {
      // Logged once: it is retried, and nothing else depends on it.
      if (!Objects.equals(problem, e.getMessage())) {
        log.warn("the namespaces of the platform cannot be watched: {}", e.getMessage());
      }
      problem = e.getMessage();
    }
  }

  /** Those that are known not to exist. */
  Set<String> absent() {
    Watched now = watched;
    if (now == null || !now.informer.hasSynced()) {
      return Set.of();
    }
    List<String> present = now.informer.getStore().listKeys();
    Set<String> absent = new TreeSet<>(now.names);
    present.forEach(absent::remove);
    return absent;
  }

  @Override
  public synchronized void close() {
    Watched before = watched;
    watched = null;
    if (before != null) {
      before.informer.close();
    }
  }

  /** Updates are irrelevant. */
  private record Changes(Runnable changed) implements ResourceEventHandler<Namespace> {
    @Override
    public void onAdd(Namespace added) {
      changed.run();
    }

    @Override
    public void onUpdate(Namespace before, Namespace now) {
      // It existed before, too.
    }

    @Override
    public void onDelete(Namespace deleted, boolean unknown) {
      changed.run();
    }
  }
}
