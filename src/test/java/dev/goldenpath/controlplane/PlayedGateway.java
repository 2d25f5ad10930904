package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays the controller of a gateway: writes the status that it would write on HTTPRoutes. */
public final class PlayedGateway implements AutoCloseable {
  /** The name by which it signs what it writes. */
  public static final String CONTROLLER = "played.example.org/gateway";

  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  private final KubernetesClient client;
  private SharedIndexInformer<GenericKubernetesResource> informer;

  /** Plays for whoever asks: see {@link #answer} and {@link #answerAtOnce}. */
  public PlayedGateway(KubernetesClient client) {
    this.client = client;
  }

  /** Every gateway of a route takes it, as it is now. */
  public void answer(String namespace, String name) {
    accept(route(namespace, name).require());
  }

  /**
   * Every gateway of a route refuses it, as it is now.
   *
   * @param reason such as {@code NotAllowedByListeners} or {@code NoMatchingListenerHostname}
   */
  public void refuse(String namespace, String name, String reason, String message) {
    GenericKubernetesResource route = route(namespace, name).require();
    write(route, condition(route, "Accepted", "False", reason, message));
  }

  /** From now on every route is taken as soon as it is there, unless it was refused as it is. */
  public PlayedGateway answerAtOnce() {
    informer = routes().inAnyNamespace().inform(new Answers(this::acceptUnanswered));
    return this;
  }

  private void acceptUnanswered(GenericKubernetesResource route) {
    Number answered = route.get("status", "parents", 0, "conditions", 0, "observedGeneration");
    if (answered == null || answered.longValue() != route.getMetadata().getGeneration()) {
      accept(route);
    }
  }

  private void accept(GenericKubernetesResource route) {
    write(route, condition(route, "Accepted", "True", "Accepted", "Route is accepted"));
  }

  private void write(GenericKubernetesResource route, Map<String, ?> accepted) {
    List<Map<String, ?>> conditions =
        List.of(
            accepted,
            condition(
                route,
                "ResolvedRefs",
                "True",
                "ResolvedRefs",
                "Resolved all the Object references for the Route"));
    List<Map<String, Object>> wanted = route.get("spec", "parentRefs");
    List<Map<String, ?>> parents =
        wanted.stream()
            .<Map<String, ?>>map(
                parent ->
                    Map.of(
                        "parentRef", complete(parent, route.getMetadata().getNamespace()),
                        "controllerName", CONTROLLER,
                        "conditions", conditions))
            .toList();
    route(route.getMetadata().getNamespace(), route.getMetadata().getName())
        .subresource("status")
        .patch(MERGE, Serialization.asJson(Map.of("status", Map.of("parents", parents))));
  }

  /** A gateway without a namespace is in that of the route. */
  private static Map<String, Object> complete(Map<String, Object> parent, String namespace) {
    Map<String, Object> complete = new HashMap<>(parent);
    complete.putIfAbsent("namespace", namespace);
    return complete;
  }

  private static Map<String, ?> condition(
      GenericKubernetesResource route, String type, String status, String reason, String message) {
    return Map.of(
        "type", type,
        "status", status,
        "reason", reason,
        "message", message,
        "observedGeneration", route.getMetadata().getGeneration(),
        "lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private Resource<GenericKubernetesResource> route(String namespace, String name) {
    return routes().inNamespace(namespace).withName(name);
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      routes() {
    return client.genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute");
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
  }
}
