package dev.goldenpath.tryout;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What an operator that is only visiting leaves in a cluster: services, namespaces and Events. */
final class ServiceTraces {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  private final KubernetesClient client;
  private final Set<String> namespacesBefore;

  private ServiceTraces(KubernetesClient client, Set<String> namespacesBefore) {
    this.client = client;
    this.namespacesBefore = namespacesBefore;
  }

  /** All that appears from now on. */
  static ServiceTraces from(KubernetesClient client) {
    return new ServiceTraces(
        client,
        client.namespaces().list().getItems().stream()
            .map(namespace -> namespace.getMetadata().getUid())
            .collect(Collectors.toSet()));
  }

  /**
   * Deletes the services, and waits for the operator to let them go. One that it keeps is taken
   * from it.
   *
   * @param operator whether there still is one to wait for
   */
  void removeServices(BooleanSupplier operator) {
    var services = client.resources(GoldenService.class);
    for (GoldenService service : services.list().getItems()) {
      var one = services.withName(service.getMetadata().getName());
      // Deleting data needs a second confirmation; its namespace is deleted afterwards anyway.
      one.patch(MERGE, "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
      one.delete();
    }
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !operator.getAsBoolean() || services.list().getItems().isEmpty());
    } catch (ConditionTimeoutException e) {
      // The next lines are for this.
    } finally {
      for (GoldenService service : services.list().getItems()) {
        services
            .withName(service.getMetadata().getName())
            .patch(MERGE, "{\"metadata\":{\"finalizers\":null}}");
      }
    }
  }

  /**
   * Deletes the namespaces of services; those that were adopted belong to somebody else.
   *
   * @return what is still there
   */
  List<String> removeNamespaces() {
    List<Namespace> ours =
        client
            .namespaces()
            .withLabel(Labels.MANAGED_BY, FieldManager.NAME)
            .list()
            .getItems()
            .stream()
            .filter(namespace -> !namespacesBefore.contains(namespace.getMetadata().getUid()))
            .toList();
    ours.forEach(namespace -> client.resource(namespace).delete());
    return ours.stream()
        .map(namespace -> namespace.getMetadata().getName())
        .filter(name -> !isGone(name))
        .map("Namespace "::concat)
        .toList();
  }

  private boolean isGone(String namespace) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> client.namespaces().withName(namespace).get() == null);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  /** Deletes the Events about objects of our kinds, which outlive them by an hour. */
  void removeEvents() {
    try {
      client.v1().events().inNamespace("default").list().getItems().stream()
          .filter(event -> isOurs(event.getInvolvedObject().getApiVersion()))
          .forEach(event -> client.resource(event).delete());
    } catch (KubernetesClientException e) {
      // They go by themselves.
    }
  }

  private static boolean isOurs(String apiVersion) {
    return apiVersion != null && apiVersion.startsWith(GoldenService.GROUP + "/");
  }
}
