package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import java.util.List;
import java.util.Set;

/** The team's group gets the developer role in the namespace. */
final class AccessComponent implements Component {
  private static final String RBAC = "rbac.authorization.k8s.io";

  @Override
  public String name() {
    return "access";
  }

  /** Not patchable: a patch could grant any right. */
  @Override
  public boolean isPatchable() {
    return false;
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(ApiKind.builtIn(RBAC, "v1", "RoleBinding", "rolebindings"));
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of("golden-developers");
  }

  @Override
  public Set<String> replaces() {
    return Set.of("roleRef");
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return List.of(
        new RoleBindingBuilder()
            .withMetadata(ObjectMetadata.metadata(plan, this, "golden-developers"))
            .withNewRoleRef(RBAC, "ClusterRole", plan.platform().developerRole())
            .addNewSubject()
            .withApiGroup(RBAC)
            .withKind("Group")
            .withName(plan.platform().groupOf(plan.team()))
            .endSubject()
            .build());
  }

  @Override
  public boolean keptOnRelease() {
    return false;
  }
}
