package dev.goldenpath.operator.reconcile.ownership;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.reconcile.apply.JsonPatchStep;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * Removes the operator's finalizer from one GoldenService, identified by its uid. The framework's
 * own removal does not check the uid and, if its answer is late, marks a service that was recreated
 * under the same name as finished: it is never reconciled again (5.2.3, EventProcessor).
 */
public final class FinalizerRemoval {
  private final KubernetesClient client;

  public FinalizerRemoval(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Removes it; nothing happens if the service is gone.
   *
   * @throws KubernetesClientException with code 422 if the finalizers have changed since the
   *     service was seen, or another service has its name now
   */
  public void remove(GoldenService service) {
    int index = service.getMetadata().getFinalizers().indexOf(GoldenService.FINALIZER);
    if (index < 0) {
      return;
    }
    String at = "/metadata/finalizers/" + index;
    List<JsonPatchStep> steps =
        List.of(
            new JsonPatchStep("test", "/metadata/uid", service.getMetadata().getUid()),
            new JsonPatchStep("test", at, GoldenService.FINALIZER),
            new JsonPatchStep("remove", at, null));
    try {
      client
          .resources(GoldenService.class)
          .withName(service.getMetadata().getName())
          .patch(
              PatchContext.of(PatchType.JSON), client.getKubernetesSerialization().asJson(steps));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }
}
