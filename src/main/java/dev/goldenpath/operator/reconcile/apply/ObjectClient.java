package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.DesiredObject;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The writes of the operator: each is one request, under one field manager. */
public final class ObjectClient {
  /**
   * No object has it: etcd's revisions begin above. An apply with it creates the object or fails
   * with a conflict, so that no existing object is taken over by accident.
   */
  private static final String ABSENT = "1";

  private static final int RETRIES = 2;

  private final KubernetesClient client;
  private final LiveObjects seen;
  private final Deadline deadline;

  /**
   * Creates a client for objects; the given client remains the caller's.
   *
   * <p>By default the client retries a request for minutes after a server error, which also answers
   * an apply of a field of the wrong type: the reconciliation would hang. It is retried as a whole
   * instead. The client's own timeout ends with the first byte of an answer, which may never end.
   *
   * @param seen where the answers to writes are stored
   */
  public ObjectClient(KubernetesClient client, LiveObjects seen) {
    this.seen = seen;
    int timeout = Deadline.timeout(client.getConfiguration().getRequestTimeout());
    deadline = new Deadline(Duration.ofMillis((RETRIES + 1L) * timeout));
    this.client =
        client
            .newClient(
                new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                    .withRequestRetryBackoffLimit(RETRIES)
                    .withRequestTimeout(timeout)
                    .build())
            .adapt(KubernetesClient.class);
  }

  /** Applies an object that must not exist yet; empty if it does. */
  public Optional<GenericKubernetesResource> create(
      ApiKind kind, GenericKubernetesResource desired) {
    try {
      desired.getMetadata().setResourceVersion(ABSENT);
      return Optional.of(apply(kind, desired));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return Optional.empty();
      }
      throw e;
    } finally {
      desired.getMetadata().setResourceVersion(null);
    }
  }

  /**
   * Applies to exactly this object, by force. One that was replaced since it was observed is not
   * touched: its uid causes a conflict.
   */
  public GenericKubernetesResource apply(
      ApiKind kind, GenericKubernetesResource desired, GenericKubernetesResource live) {
    try {
      desired.getMetadata().setUid(live.getMetadata().getUid());
      return apply(kind, desired);
    } finally {
      desired.getMetadata().setUid(null);
    }
  }

  /** Dry-runs an apply with all checks of the server; nothing is changed. */
  public GenericKubernetesResource tryOut(ApiKind kind, GenericKubernetesResource desired) {
    return there(deadline.answer(() -> resource(kind, desired).patch(WriteOptions.TRY_OUT)));
  }

  /**
   * Dry-runs the creation of such an object; nothing is changed.
   *
   * @param name an unused name: a conflict otherwise
   */
  public GenericKubernetesResource tryOutCreation(
      ApiKind kind, GenericKubernetesResource desired, String name) {
    String own = desired.getMetadata().getName();
    try {
      desired.getMetadata().setName(name);
      desired.getMetadata().setResourceVersion(ABSENT);
      return tryOut(kind, desired);
    } finally {
      desired.getMetadata().setName(own);
      desired.getMetadata().setResourceVersion(null);
    }
  }

  private GenericKubernetesResource apply(ApiKind kind, GenericKubernetesResource desired) {
    return write(kind, desired, () -> resource(kind, desired).patch(WriteOptions.APPLY));
  }

  private GenericKubernetesResource write(
      ApiKind kind, HasMetadata object, Callable<GenericKubernetesResource> request) {
    ObjectMeta place = object.getMetadata();
    try (LiveObjects.Write write = seen.begin(kind, place.getNamespace(), place.getName())) {
      GenericKubernetesResource answered = there(deadline.answer(request));
      write.answered(answered);
      return answered;
    }
  }

  /** Changes single fields of exactly this object: the patch must contain its resourceVersion. */
  public GenericKubernetesResource edit(
      ApiKind kind, GenericKubernetesResource live, List<JsonPatchStep> steps) {
    String patch = client.getKubernetesSerialization().asJson(steps);
    return write(
        kind, live, () -> resource(kind, live).patch(PatchContext.of(PatchType.JSON), patch));
  }

  /** Scales exactly this object, under a manager of its own: the field is not ours to apply. */
  public GenericKubernetesResource scale(
      ApiKind kind, GenericKubernetesResource live, int replicas) {
    String patch =
        "{\"metadata\":{\"uid\":\"%s\"},\"spec\":{\"replicas\":%d}}"
            .formatted(live.getMetadata().getUid(), replicas);
    return write(kind, live, () -> resource(kind, live).patch(WriteOptions.SCALE, patch));
  }

  private static GenericKubernetesResource there(GenericKubernetesResource answered) {
    if (answered == null || answered.getMetadata() == null) {
      throw new KubernetesClientException("the answer is not the requested object");
    }
    return answered;
  }

  private Resource<GenericKubernetesResource> resource(
      ApiKind kind, GenericKubernetesResource object) {
    String namespace = object.getMetadata().getNamespace();
    var all = client.genericKubernetesResources(ResourceDefinition.of(kind));
    return namespace == null ? all.resource(object) : all.inNamespace(namespace).resource(object);
  }

  /** The object as the server has it now; empty only if the server says that it does not exist. */
  public Optional<GenericKubernetesResource> read(
      ApiKind kind, @Nullable String namespace, String name) {
    var resources = client.genericKubernetesResources(ResourceDefinition.of(kind));
    var resource =
        namespace == null
            ? resources.withName(name)
            : resources.inNamespace(namespace).withName(name);
    try {
      // Not get(), which treats an answer without a body as a missing object.
      return Optional.of(there(deadline.answer(resource::require)));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The live object of a desired one, as the server has it now. */
  public Optional<GenericKubernetesResource> read(DesiredObject desired) {
    return read(desired.kind(), desired.namespace(), desired.name());
  }

  /** Deletes exactly this object, by its uid; nothing happens if it is gone or replaced. */
  public void delete(ApiKind kind, GenericKubernetesResource live) {
    ObjectMeta place = live.getMetadata();
    String path = kind.path(place.getNamespace(), place.getName());
    try {
      DeleteOptions thisOne =
          new DeleteOptionsBuilder()
              .withNewPreconditions(null, place.getUid())
              .withPropagationPolicy("Background")
              .build();
      String answer = deadline.answer(() -> client.raw(path, "DELETE", thisOne));
      // An object with finalizers is the answer itself, and still exists.
      if (answer != null && answer.startsWith("{\"kind\":\"Status\"")) {
        seen.forget(kind, live);
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && (e.getCode() != HttpURLConnection.HTTP_CONFLICT || isThere(kind, place))) {
        throw e;
      }
    }
  }

  /** A conflict also answers a deletion that met another write, or that of a dying namespace. */
  private boolean isThere(ApiKind kind, ObjectMeta live) {
    return read(kind, live.getNamespace(), live.getName())
        .map(GenericKubernetesResource::getMetadata)
        .filter(now -> now.getUid().equals(live.getUid()) && now.getDeletionTimestamp() == null)
        .isPresent();
  }
}
