package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.reconcile.LeaseDefaults;
import dev.goldenpath.operator.reconcile.apply.UntrustedJson;
import io.fabric8.kubernetes.api.model.Status;
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
        .withKubernetesSerialization(serialization())
        .build();
  }

  /**
   * By default, the client reads each object of a watch as the class of its kind, and converts it
   * to the generic one, in which the operator holds it: twice the work. So it knows only the
   * classes that are read as such.
   */
  static KubernetesSerialization serialization() {
    KubernetesSerialization serialization =
        new KubernetesSerialization(LeaseDefaults.register(UntrustedJson.mapper()), false);
    serialization.registerKubernetesResource(GoldenService.class);
    // The only class that the client itself compares with, where a watch reports an error.
    serialization.registerKubernetesResource(Status.class);
    return serialization;
  }
}
