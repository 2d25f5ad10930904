package dev.goldenpath.operator.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        .withKubernetesSerialization(new KubernetesSerialization(mapper(), true))
        .build();
  }

  /**
   * Reads objects with any number of keys. By default, Jackson keeps every key that it has read in
   * one table, and may mistake some 8,000 keys of one object for an attack on it: then the object
   * is unreadable, and with it the whole list or watch. A tenant may write more.
   */
  static ObjectMapper mapper() {
    return new ObjectMapper(
        JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build());
  }
}
