package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Plays the scheduler and a kubelet: every pod gets to the one node, where its containers do what
 * the names of their images say. See {@link PodReport} for the names. A pod that is deleted is gone
 * at once.
 */
public final class PlayedKubelet implements AutoCloseable {
  /** The node that all pods run on. */
  public static final String NODE = "played-node";

  /** How often pods are looked at again: their Secrets may be there now, or a write has failed. */
  private static final long AGAIN_MILLIS = 500;

  private static final PatchContext STRATEGIC_MERGE =
      new PatchContext.Builder().withPatchType(PatchType.STRATEGIC_MERGE).build();

  private final KubernetesClient client;
  private final ContainerConfig config;

  /** One thread, so that no pod is worked on twice at once. Ignores events after it was closed. */
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1, task -> new Thread(task, "played-kubelet"), new ThreadPoolExecutor.DiscardPolicy());

  private volatile SharedIndexInformer<Pod> pods;
  private volatile boolean holding;

  /** Does nothing until it is started. */
  public PlayedKubelet(KubernetesClient client) {
    this.client = client;
    config = new ContainerConfig(client);
  }

  /** From now on pods run, those that are there and those to come. */
  public PlayedKubelet start() {
    // Without its node, a pod does not become an endpoint of its Services.
    client.resource(node()).serverSideApply();
    pods =
        client
            .pods()
            .inAnyNamespace()
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Pod pod) {
                    worker.execute(() -> step(pod));
                  }

                  @Override
                  public void onUpdate(Pod before, Pod pod) {
                    worker.execute(() -> step(pod));
                  }

                  @Override
                  public void onDelete(Pod pod, boolean unknown) {}
                });
    var unused =
        worker.scheduleWithFixedDelay(
            this::stepAll, AGAIN_MILLIS, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  /** From now on the containers of new pods are not started: the pods neither run nor fail. */
  public void hold() {
    holding = true;
  }

  /** Starts the containers that were held back, and those to come. */
  public void release() {
    holding = false;
    lookAgain();
  }

  /** Looks at every pod now, instead of in a moment. */
  public void lookAgain() {
    worker.execute(this::stepAll);
  }

  private void stepAll() {
    if (pods != null) {
      pods.getStore().list().forEach(this::step);
    }
  }

  /** Does the next thing to a pod; the event about it leads to the one after it. */
  private void step(Pod pod) {
    try {
      String node = pod.getSpec().getNodeName();
      boolean ending = pod.getMetadata().getDeletionTimestamp() != null;
      if (node == null && !ending) {
        bind(pod);
      } else if (NODE.equals(node) && ending) {
        client.resource(pod).withGracePeriod(0).delete();
      } else if (NODE.equals(node) && !holding) {
        report(pod);
      }
    } catch (KubernetesClientException e) {
      // The pod has changed or gone, which an event says, or the server is busy: the next look at
      // all pods comes soon.
    }
  }

  private void bind(Pod pod) {
    client
        .bindings()
        .inNamespace(pod.getMetadata().getNamespace())
        .resource(
            new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endMetadata()
                .withNewTarget()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(NODE)
                .endTarget()
                .build())
        .create();
  }

  private void report(Pod pod) {
    PodStatus status = new PodReport(pod, config).status();
    if (PodReport.saysTheSame(pod.getStatus(), status)) {
      return;
    }
    Pod patch =
        new PodBuilder()
            .withNewMetadata()
            // Refused if a new pod has the name by now.
            .withUid(pod.getMetadata().getUid())
            .endMetadata()
            .withStatus(status)
            .build();
    client.resource(pod).subresource("status").patch(STRATEGIC_MERGE, Serialization.asJson(patch));
  }

  private static Node node() {
    return new NodeBuilder().withNewMetadata().withName(NODE).endMetadata().build();
  }

  @Override
  public void close() {
    if (pods != null) {
      pods.close();
    }
    worker.shutdownNow();
  }
}
