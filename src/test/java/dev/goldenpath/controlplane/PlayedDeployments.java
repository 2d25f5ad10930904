package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * Plays the deployment controller of a control plane that has no controller manager: reports every
 * rollout as done at once. There are no pods, not even played ones.
 */
public final class PlayedDeployments implements AutoCloseable {
  private static final PatchContext STRATEGIC_MERGE =
      new PatchContext.Builder().withPatchType(PatchType.STRATEGIC_MERGE).build();

  private final KubernetesClient client;
  private final SharedIndexInformer<Deployment> informer;

  /** From now on every Deployment is rolled out as soon as it is there. */
  public PlayedDeployments(KubernetesClient client) {
    this.client = client;
    informer =
        client
            .apps()
            .deployments()
            .inAnyNamespace()
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Deployment deployment) {
                    report(deployment);
                  }

                  @Override
                  public void onUpdate(Deployment before, Deployment deployment) {
                    report(deployment);
                  }

                  @Override
                  public void onDelete(Deployment deployment, boolean unknown) {}
                });
  }

  private void report(Deployment deployment) {
    Long generation = deployment.getMetadata().getGeneration();
    if (generation.equals(deployment.getStatus().getObservedGeneration())) {
      return;
    }
    Deployment patch =
        new DeploymentBuilder()
            .withNewMetadata()
            // Refused if a new Deployment has the name by now.
            .withUid(deployment.getMetadata().getUid())
            .endMetadata()
            .withStatus(rolledOut(generation, deployment.getSpec().getReplicas()))
            .build();
    client
        .resource(deployment)
        .subresource("status")
        .patch(STRATEGIC_MERGE, Serialization.asJson(patch));
  }

  private static DeploymentStatus rolledOut(long generation, int replicas) {
    return new DeploymentStatusBuilder()
        .withObservedGeneration(generation)
        .withReplicas(replicas)
        .withUpdatedReplicas(replicas)
        .withReadyReplicas(replicas)
        .withAvailableReplicas(replicas)
        .addNewCondition()
        .withType("Progressing")
        .withStatus("True")
        .withReason("NewReplicaSetAvailable")
        .withMessage("played")
        .endCondition()
        .build();
  }

  @Override
  public void close() {
    informer.close();
  }
}
