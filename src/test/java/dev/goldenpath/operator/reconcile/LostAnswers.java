package dev.goldenpath.operator.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes each creation of the operator twice, as its client does where the answer to the first was
 * lost: the one that it sees is refused, since the object is there.
 */
final class LostAnswers implements Interceptor {
  private static final PatchContext AS_THE_OPERATOR =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("golden-service-operator")
          .withForce(true)
          .build();

  private final KubernetesClient first;
  private final String service;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  private LostAnswers(KubernetesClient first, String service) {
    this.first = first;
    this.service = service;
  }

  /** Of what the service gets; the client makes the requests first. */
  static LostAnswers of(String service, KubernetesClient first) {
    return new LostAnswers(first, service);
  }

  /** A client as that one, whose creations are answered to nobody at first. */
  KubernetesClient over(KubernetesClient client) {
    return new KubernetesClientBuilder()
        .withConfig(client.getConfiguration())
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("lost-answers", this))
        .build();
  }

  /** The kinds and names of what was made so. */
  Set<String> made() {
    return made;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String body = request.bodyString();
    if (!request.method().equals("PATCH")
        || body == null
        || !body.contains("\"resourceVersion\":\"1\"")) {
      return;
    }
    GenericKubernetesResource object =
        Serialization.unmarshal(body, GenericKubernetesResource.class);
    String namespace = object.getMetadata().getNamespace();
    if (service.equals(namespace == null ? object.getMetadata().getName() : namespace)
        && made.add(object.getKind() + "/" + object.getMetadata().getName())) {
      first.resource(object).patch(AS_THE_OPERATOR);
    }
  }
}
