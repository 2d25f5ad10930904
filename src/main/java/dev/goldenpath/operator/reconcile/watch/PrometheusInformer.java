package dev.goldenpath.operator.reconcile.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Prometheus objects of the cluster, if the API is installed and they may be read. */
public final class PrometheusInformer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PrometheusInformer.class);
  private static final String API = "monitoring.coreos.com/v1";
  private static final String KIND = "Prometheus";

  private final KubernetesClient client;
  private volatile @Nullable SharedIndexInformer<Prometheus> informer;
  private volatile boolean wanted;
  private @Nullable String problem;

  public PrometheusInformer(KubernetesClient client) {
    this.client = client;
  }

  /** Starts to watch them for any service that asks; a failure is retried later. */
  public void watchAtOnce(Runnable changed) {
    wanted = true;
    try {
      watch(changed);
    } catch (RuntimeException e) {
      log.warn("Prometheus objects cannot be read: {}", e.getMessage());
    }
    wanted = false;
  }

  /**
   * Starts to watch them if a service asked for them and they are not watched yet; a watch that has
   * ended is restarted. A failure is retried at the next call.
   *
   * @param changed called when one is added or removed, or changes its selectors
   * @return whether a watch was started
   */
  public boolean watch(Runnable changed) {
    if (informer != null && informer.isRunning()) {
      return false;
    }
    close();
    if (!wanted) {
      return false;
    }
    if (!isServed()) {
      // Until the next reconciliation asks again: a steady fleet makes no request.
      wanted = false;
      return false;
    }
    try {
      informer = client.resources(Prometheus.class).inAnyNamespace().inform(new Changes(changed));
      problem = null;
      return true;
    } catch (KubernetesClientException e) {
      // Logged once: it is retried, and the answer is "unknown" until then.
      if (!Objects.equals(problem, e.getMessage())) {
        log.warn("Prometheus objects cannot be read: {}", e.getMessage());
      }
      problem = e.getMessage();
      return false;
    }
  }

  /** All of them; empty if they cannot be read. */
  Optional<List<Prometheus>> all() {
    wanted = true;
    return Optional.ofNullable(informer)
        .filter(SharedIndexInformer::hasSynced)
        .map(cache -> cache.getStore().list());
  }

  private boolean isServed() {
    var served = client.getApiResources(API);
    return served != null
        && served.getResources().stream().anyMatch(resource -> resource.getKind().equals(KIND));
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
      informer = null;
    }
  }

  /** Its status changes with every rollout and is irrelevant here. */
  private record Changes(Runnable changed) implements ResourceEventHandler<Prometheus> {
    @Override
    public void onAdd(Prometheus added) {
      changed.run();
    }

    @Override
    public void onUpdate(Prometheus before, Prometheus now) {
      if (!now.getSpec().equals(before.getSpec())) {
        changed.run();
      }
    }

    @Override
    public void onDelete(Prometheus deleted, boolean unknown) {
      changed.run();
    }
  }
}
