package dev.goldenpath.operator.support;

import static java.util.Map.entry;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Optional;

/** What another does to the operator's objects: an edit of a field that the path sets. */
public final class ForeignEdits {
  private static final PatchContext AS_ANOTHER =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager("somebody-else")
          .build();

  /** By kind; a ConfigMap's depends on its keys. */
  private static final Map<String, String> EDITS =
      Map.ofEntries(
          entry(
              "Namespace",
              "{'metadata':{'labels':{'pod-security.kubernetes.io/enforce':'privileged'}}}"),
          entry("RoleBinding", "{'subjects':[]}"),
          entry("ResourceQuota", "{'spec':{'hard':{'pods':'9999'}}}"),
          entry(
              "LimitRange",
              "{'spec':{'limits':[{'type':'Container','default':{'memory':'9Gi'},'defaultRequest':{'cpu':'9','memory':'1Gi'}}]}}"),
          entry("NetworkPolicy", "{'spec':{'podSelector':{'matchLabels':{'nobody':'home'}}}}"),
          entry("Cluster", "{'spec':{'instances':7}}"),
          entry("ServiceMonitor", "{'spec':{'selector':{'matchLabels':{'nobody':'home'}}}}"),
          entry("PrometheusRule", "{'spec':{'groups':[]}}"),
          entry("ServiceAccount", "{'automountServiceAccountToken':true}"),
          entry("Deployment", "{'spec':{'progressDeadlineSeconds':99}}"),
          entry("Service", "{'spec':{'selector':{'app.kubernetes.io/name':'other'}}}"),
          entry("HorizontalPodAutoscaler", "{'spec':{'maxReplicas':99}}"),
          entry("PodDisruptionBudget", "{'spec':{'maxUnavailable':5}}"),
          entry("HTTPRoute", "{'spec':{'hostnames':['other.example.com']}}"),
          entry("RabbitmqCluster", "{'spec':{'resources':{'requests':{'cpu':'9'}}}}"));

  private ForeignEdits() {}

  /** Edits an object as somebody-else. */
  public static void of(Resource<GenericKubernetesResource> object) {
    GenericKubernetesResource live = object.get();
    patch(
        object,
        live.getKind().equals("ConfigMap")
            ? "{'data':{'%s':'{}'}}"
                .formatted(live.<Map<String, ?>>get("data").keySet().iterator().next())
            : edit(live.getKind()));
  }

  /** The edit of a kind. */
  static String edit(String kind) {
    return Optional.ofNullable(EDITS.get(kind))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "ForeignEdits: no edit for kind " + kind + "; add one"));
  }

  /** A merge patch as somebody-else, written with single quotes. */
  public static void patch(Resource<GenericKubernetesResource> object, String patch) {
    object.patch(AS_ANOTHER, patch.replace('\'', '"'));
  }
}
