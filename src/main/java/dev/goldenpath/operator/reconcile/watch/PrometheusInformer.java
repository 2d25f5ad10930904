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

/** The Prometheus objects of the cluster, where there are such and they may be read. */
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

  /** Begins to watch them, whoever asks for them; what fails is tried again later. */
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
   * Begins to watch them if a service asked for them and that is not done yet; one that has ended
   * begins anew. What fails is tried again the next time.
   *
   * @param changed called when one appears, goes, or selects something else
   * @return whether they are watched since
   */
  public boolean watch(Runnable changed) {
    if (informer != null && informer.isRunning()) {
      return false;
    }
    close();
    if (!wanted || !isServed()) {
      return false;
    }
    try {
      informer = client.resources(Prometheus.class).inAnyNamespace().inform(new Changes(changed));
      problem = null;
      return true;
    } catch (KubernetesClientException e) {
      // Told once: it is tried again and again, and the answer is "unknown" until then.
      if (!Objects.equals(problem, e.getMessage())) {
        log.warn("Prometheus objects cannot be read: {}", e.getMessage());
      }
      problem = e.getMessage();
      return false;
    }
  }

  /** All of them; empty where they cannot be read. */
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

  /** Its status changes with every rollout and is nothing to us. */
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
