package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.reconcile.apply.UntrustedJson;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The client of the API server, for objects whose keys others choose. */
final class ApiClient {
  private ApiClient() {}

  /** A client of the cluster that the environment configures; the caller closes it. */
  static KubernetesClient create() {
    return new KubernetesClientBuilder()
        .withHttpClientFactory(CipherOrder.clientFactory())
        .withKubernetesSerialization(new KubernetesSerialization(UntrustedJson.mapper(), true))
        .build();
  }
}
