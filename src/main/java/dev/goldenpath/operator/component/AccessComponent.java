package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The team's groups, and its tools, get the developer role in the namespace. */
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
            .withSubjects(subjects(plan))
            .build());
  }

  private static List<Subject> subjects(ServicePlan plan) {
    Stream<Subject> groups =
        plan.platform().groupsOf(plan.team()).stream()
            .map(
                group ->
                    new SubjectBuilder()
                        .withApiGroup(RBAC)
                        .withKind("Group")
                        .withName(group)
                        .build());
    Stream<Subject> accounts =
        plan.platform().serviceAccountsOf(plan.team(), plan.service()).stream()
            .map(
                account ->
                    new SubjectBuilder()
                        .withKind("ServiceAccount")
                        .withName(account.name())
                        .withNamespace(account.namespace())
                        .build());
    return Stream.concat(groups, accounts).toList();
  }
}
