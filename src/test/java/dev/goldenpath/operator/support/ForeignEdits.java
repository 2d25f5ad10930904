package dev.goldenpath.operator.support;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;

/** What another does to the operator's objects: an edit of a field that the path sets. */
public final class ForeignEdits {
  private static final PatchContext AS_ANOTHER =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager("somebody-else")
          .build();

  /** By kind; a ConfigMap's depends on its keys. */
  private static final Map<String, String> EDITS =
      Map.of(
          "Namespace",
              "{'metadata':{'labels':{'pod-security.kubernetes.io/enforce':'privileged'}}}",
          "RoleBinding", "{'subjects':[]}",
          "ResourceQuota", "{'spec':{'hard':{'pods':'9999'}}}",
          "LimitRange",
              "{'spec':{'limits':[{'type':'Container','default':{'memory':'9Gi'},'defaultRequest':{'cpu':'9','memory':'1Gi'}}]}}",
          "NetworkPolicy", "{'spec':{'podSelector':{'matchLabels':{'nobody':'home'}}}}",
          "Cluster", "{'spec':{'instances':7}}",
          "ServiceMonitor", "{'spec':{'selector':{'matchLabels':{'nobody':'home'}}}}",
          "PrometheusRule", "{'spec':{'groups':[]}}");

  private ForeignEdits() {}

  /** Edits an object as somebody-else. */
  public static void of(Resource<GenericKubernetesResource> object) {
    GenericKubernetesResource live = object.get();
    patch(
        object,
        live.getKind().equals("ConfigMap")
            ? "{'data':{'%s':'{}'}}"
                .formatted(live.<Map<String, ?>>get("data").keySet().iterator().next())
            : EDITS.get(live.getKind()));
  }

  /** A merge patch as somebody-else, written with single quotes. */
  public static void patch(Resource<GenericKubernetesResource> object, String patch) {
    object.patch(AS_ANOTHER, patch.replace('\'', '"'));
  }
}
