package dev.goldenpath.operator.reconcile.path;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.reconcile.apply.ResourceDefinition;
import dev.goldenpath.operator.reconcile.apply.WriteOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;

/**
 * Writes a status on the version of the object that was read: a leader that was frozen writes
 * nothing over the next one's.
 */
final class StatusClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  /** Uses a client that remains the caller's. */
  StatusClient(KubernetesClient client) {
    // A retry here would write what was decided before an outage; the next look decides again.
    this.client =
        client
            .newClient(
                new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .adapt(KubernetesClient.class);
  }

  /**
   * Writes the status of an object.
   *
   * @return false if the object has changed or gone since it was read
   * @throws KubernetesClientException for any other reason
   */
  boolean write(ApiKind kind, GenericKubernetesResource object, Object status) {
    GenericKubernetesResource patch =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(object.getApiVersion())
            .withKind(object.getKind())
            .withNewMetadata()
            .withName(object.getMetadata().getName())
            .withUid(object.getMetadata().getUid())
            .withResourceVersion(object.getMetadata().getResourceVersion())
            .endMetadata()
            .build();
    patch.setAdditionalProperty("status", JSON.convertValue(status, new TypeReference<>() {}));
    try {
      client
          .genericKubernetesResources(ResourceDefinition.of(kind))
          .resource(patch)
          .subresource("status")
          .patch(WriteOptions.APPLY);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
