package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.reconcile.apply.JsonPatchStep;
import dev.goldenpath.operator.reconcile.apply.ObjectClient;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.List;
import java.util.function.Function;

/** Each request that the operator makes of an object, of one quota. */
public enum Call {
  CREATE(objects -> objects.create(quotas(), Call.quota())),
  APPLY(objects -> objects.apply(quotas(), Call.quota(), Call.quota())),
  TRY_OUT(objects -> objects.tryOut(quotas(), Call.quota())),
  TRY_OUT_CREATION(objects -> objects.tryOutCreation(quotas(), Call.quota(), "unused")),
  EDIT(
      objects ->
          objects.edit(
              quotas(), Call.quota(), List.of(new JsonPatchStep("remove", "/spec", null)))),
  READ(objects -> objects.read(quotas(), "shop", "golden-quota")),
  DELETE(
      objects -> {
        objects.delete(quotas(), Call.quota());
        return "deleted";
      });

  public static ApiKind quotas() {
    return new ApiKind("", "v1", "ResourceQuota", "resourcequotas", true, true);
  }

  private final Function<ObjectClient, Object> request;

  Call(Function<ObjectClient, Object> request) {
    this.request = request;
  }

  /** What comes of it. */
  public Object of(ObjectClient objects) {
    return request.apply(objects);
  }

  static GenericKubernetesResource quota() {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("v1")
        .withKind("ResourceQuota")
        .withNewMetadata()
        .withName("golden-quota")
        .withNamespace("shop")
        .withUid("uid-1")
        .endMetadata()
        .build();
  }
}
