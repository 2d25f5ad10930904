package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.tryout.LocalPlatform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Deletes one object of each kind and sees what bringing it back costs. */
final class Repairs {
  private static final int PATIENCE_SECONDS = 30;
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final double REQUESTS = 3;

  private final KubernetesClient client;
  private final AuditLog audit;

  Repairs(KubernetesClient client, AuditLog audit) {
    this.client = client;
    this.audit = audit;
  }

  /** One after another, so that each request belongs to one repair. */
  void measure(String service, Report report) {
    Platform platform = LocalPlatform.builtInPath().current().spec().platform();
    for (Component component : Components.ALL) {
      component.kinds(platform).stream()
          .filter(ApiKind::namespaced)
          .filter(kind -> client.supports(kind.apiVersion(), kind.kind()))
          .forEach(kind -> measure(component, kind, service, report));
    }
  }

  private void measure(Component component, ApiKind kind, String service, Report report) {
    int before = audit.mark();
    Duration took = deleteAndAwait(any(kind, service));
    audit.awaitQuiet(QUIET);
    List<ApiRequest> requests = audit.since(before);
    String what = "requests until a deleted " + kind.kind() + " is back";
    String remark =
        " in %d ms: %s".formatted(took.toMillis(), Report.summary(requests, ApiRequest::what));
    if (component.holdsData()) {
      // Not a mere repair: the service stops being Ready and becomes so again, and tells both.
      report.figure(what, "%d%s", requests.size(), remark);
    } else {
      report.budget(what, requests.size(), REQUESTS, remark);
    }
  }

  private Resource<GenericKubernetesResource> any(ApiKind kind, String service) {
    var objects =
        client.genericKubernetesResources(kind.apiVersion(), kind.kind()).inNamespace(service);
    GenericKubernetesResource first =
        objects.withLabel(Labels.MANAGED_BY, FieldManager.NAME).list().getItems().get(0);
    return objects.resource(first);
  }

  private static Duration deleteAndAwait(Resource<GenericKubernetesResource> object) {
    String uid = object.item().getMetadata().getUid();
    // Watched before the deletion, so that the time does not include the beginning of the watch.
    CompletableFuture<Void> watching = new CompletableFuture<>();
    CompletableFuture<List<GenericKubernetesResource>> back =
        object.informOnCondition(
            found -> {
              watching.complete(null);
              return found.stream().anyMatch(live -> !live.getMetadata().getUid().equals(uid));
            });
    watching.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    long start = System.nanoTime();
    object.delete();
    back.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
