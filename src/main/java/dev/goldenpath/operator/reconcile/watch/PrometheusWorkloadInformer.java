package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.component.prometheus.PrometheusWorkload;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkload.Kind;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkloads;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.reconcile.apply.ApiError;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workloads of prometheus-operator, of each kind that is installed and may be read. Each kind
 * may be missing, forbidden or late independently of the others.
 *
 * <p>A kind that is missing is looked for again if a reconciliation asked in the meantime, at most
 * once in {@link #CALLS_BETWEEN_LOOKS} calls of {@link #watch}: a steady fleet makes no request,
 * and a busy one few.
 */
public final class PrometheusWorkloadInformer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PrometheusWorkloadInformer.class);

  /** With the default interval of ten seconds, half the resync period. */
  private static final int CALLS_BETWEEN_LOOKS = 32;

  /** So much of an error is passed on. */
  private static final int LONGEST = 256;

  private final KubernetesClient client;
  private final Map<Kind, SharedIndexInformer<GenericKubernetesResource>> informers =
      new ConcurrentHashMap<>();

  /** Why a kind is not read; absent if it is read, or not installed. */
  private final Map<Kind, String> unread = new ConcurrentHashMap<>();

  private volatile boolean wanted;
  private int callsUntilLook;

  public PrometheusWorkloadInformer(KubernetesClient client) {
    this.client = client;
    for (Kind kind : Kind.values()) {
      unread.put(kind, "have not been read yet");
    }
  }

  /** Starts to watch what there is, before any service asks; a failure is retried later. */
  public void watchAtOnce(Runnable changed) {
    wanted = true;
    watch(changed);
  }

  /** Looks for missing kinds soon, since another API has just been installed. */
  public synchronized void lookSoon() {
    wanted = true;
    callsUntilLook = 0;
  }

  /**
   * Starts to watch kinds that are not watched and have become available; a watch that has ended is
   * restarted.
   *
   * @param changed called when a workload is added or removed, or its spec changes
   * @return whether a watch was started
   */
  public synchronized boolean watch(Runnable changed) {
    List<Kind> missing = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      SharedIndexInformer<GenericKubernetesResource> informer = informers.get(kind);
      if (informer != null && !informer.isRunning()) {
        close(kind);
        lookSoon();
      }
      if (!informers.containsKey(kind)) {
        missing.add(kind);
      }
    }
    if (callsUntilLook-- > 0 || missing.isEmpty() || !wanted) {
      return false;
    }
    wanted = false;
    Map<String, APIResourceList> served = new HashMap<>();
    boolean started = false;
    for (Kind kind : missing) {
      started |= start(kind, served, changed);
    }
    wanted |= started;
    callsUntilLook = started ? 0 : CALLS_BETWEEN_LOOKS;
    return started;
  }

  private boolean start(Kind kind, Map<String, APIResourceList> served, Runnable changed) {
    try {
      APIResourceList resources =
          served.computeIfAbsent(
              kind.apiVersion(),
              version ->
                  Objects.requireNonNullElseGet(
                      client.getApiResources(version), APIResourceList::new));
      if (resources.getResources().stream().noneMatch(r -> r.getKind().equals(kind.text()))) {
        unread.remove(kind);
        return false;
      }
      informers.put(
          kind,
          client
              .genericKubernetesResources(definition(kind))
              .inAnyNamespace()
              .inform(new Changes(changed)));
      unread.remove(kind);
      return true;
    } catch (RuntimeException e) {
      String why = why(ApiError.causeOf(e));
      // Logged once: it is retried, and the answer is "unknown" until then.
      if (!why.equals(unread.put(kind, why))) {
        log.warn("{} objects {}", kind.text(), why);
      }
      return false;
    }
  }

  private static String why(Throwable cause) {
    if (!(cause instanceof KubernetesClientException refused)) {
      return "cannot be read: " + MessageText.plain(String.valueOf(cause.getMessage()), LONGEST);
    }
    return refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        ? "may not be listed by the operator"
        : "cannot be read: " + MessageText.plain(ApiError.message(refused), LONGEST);
  }

  /** What is known of them. */
  PrometheusWorkloads all() {
    wanted = true;
    List<PrometheusWorkload> workloads = new ArrayList<>();
    Map<Kind, String> unknown = new HashMap<>(unread);
    informers.forEach(
        (kind, informer) -> {
          if (informer.hasSynced()) {
            informer.getStore().list().stream()
                .map(object -> PrometheusWorkload.of(kind, object))
                .forEach(workloads::add);
          } else {
            unknown.put(kind, "have not been read yet");
          }
        });
    return new PrometheusWorkloads(workloads, unknown);
  }

  private static ResourceDefinitionContext definition(Kind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(Kind.GROUP)
        .withVersion(kind.version())
        .withKind(kind.text())
        .withPlural(kind.plural())
        .withNamespaced(true)
        .build();
  }

  private void close(Kind kind) {
    SharedIndexInformer<GenericKubernetesResource> ended = informers.remove(kind);
    if (ended != null) {
      unread.put(kind, "are not watched any more");
      ended.close();
    }
  }

  @Override
  public synchronized void close() {
    for (Kind kind : Kind.values()) {
      close(kind);
    }
  }

  /** Its status changes with every rollout and is irrelevant here. */
  private record Changes(Runnable changed)
      implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource added) {
      changed.run();
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
      if (!Objects.equals(now.get("spec"), before.get("spec"))) {
        changed.run();
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource deleted, boolean unknown) {
      changed.run();
    }
  }
}
