package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Set;

/**
 * The namespace, with team, tier and pod security standard as labels, and those of the platform.
 */
final class NamespaceComponent implements Component {
  private static final String POD_SECURITY = "pod-security.kubernetes.io/";

  @Override
  public String name() {
    return "namespace";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("podSecurity", "podSecurityWarn");
  }

  /** Not patchable: policies and pod security depend on its labels. */
  @Override
  public boolean isPatchable() {
    return false;
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(new ApiKind("", "v1", "Namespace", "namespaces", false, true));
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of(service);
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return List.of(
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(plan.service())
            .withLabels(plan.platform().namespaceLabels())
            .addToLabels(ObjectMetadata.of(plan, this))
            .addToLabels(Labels.TEAM, plan.team())
            .addToLabels(Labels.TIER, plan.tier().text())
            .addToLabels(POD_SECURITY + "enforce", plan.text("namespace.podSecurity"))
            .addToLabels(POD_SECURITY + "warn", plan.text("namespace.podSecurityWarn"))
            .withAnnotations(plan.platform().namespaceAnnotations())
            .addToAnnotations(Annotations.SERVICE_UID, plan.uid())
            .endMetadata()
            .build());
  }

  /** Pod security decides which pods may start. */
  @Override
  public boolean canHurtOthers() {
    return true;
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    return plan.platform().trusts(plan.service())
        ? Readiness.ready(
            Reason.APPLIED,
            "metadata.name: the name is reserved by now, since other services trust a namespace of"
                + " that name; move the service to another name")
        : Readiness.applied();
  }

  /** Kept or deleted with everything in it: the deletion decides. */
  @Override
  public boolean holdsData() {
    return true;
  }
}
