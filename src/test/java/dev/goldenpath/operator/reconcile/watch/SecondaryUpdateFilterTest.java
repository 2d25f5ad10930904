package dev.goldenpath.operator.reconcile.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.reconcile.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecondaryUpdateFilterTest {
  private static final ApiKind QUOTA =
      new ApiKind("", "v1", "ResourceQuota", "resourcequotas", true, true);
  private static final ApiKind CLUSTER =
      new ApiKind("postgresql.cnpg.io", "v1", "Cluster", "clusters", true, false);
  private static final ApiKind DEPLOYMENT =
      new ApiKind("apps", "v1", "Deployment", "deployments", true, true);
  private static final ApiKind NAMESPACE =
      new ApiKind("", "v1", "Namespace", "namespaces", false, true);

  private static final String OBJECT =
      """
      apiVersion: v1
      kind: Thing
      metadata:
        name: a
        resourceVersion: "1"
        labels: {label: x}
        annotations: {annotation: x}
      spec: {pods: "20"}
      status: {used: "1"}
      """;

  @Test
  void the_status_of_a_quota_changes_with_every_pod_and_is_ignored() {
    assertThat(accepts(QUOTA, "used: \"1\"", "used: \"2\"")).isFalse();
    assertThat(accepts(QUOTA, "status: {used: \"1\"}", "")).isFalse();
  }

  @Test
  void the_status_of_an_installed_kind_is_readiness() {
    assertThat(accepts(CLUSTER, "used: \"1\"", "used: \"2\"")).isTrue();
  }

  @Test
  void the_status_of_the_namespace_says_that_it_terminates() {
    assertThat(accepts(NAMESPACE, "used: \"1\"", "used: \"2\"")).isTrue();
  }

  @Test
  void a_changed_spec_label_or_annotation_is_accepted() {
    assertThat(accepts(QUOTA, "pods: \"20\"", "pods: \"21\"")).isTrue();
    assertThat(accepts(QUOTA, "label: x", "label: y")).isTrue();
    assertThat(accepts(QUOTA, "annotation: x", "annotation: y")).isTrue();
    assertThat(accepts(QUOTA, "annotation: x", "")).isTrue();
    assertThat(accepts(QUOTA, "spec: {pods: \"20\"}", "")).isTrue();
  }

  @Test
  void what_an_autoscaler_writes_is_ignored() {
    String deployment = OBJECT.replace("v1\n", "apps/v1\n").replace("Thing", "Deployment");
    String scaled = deployment.replace("pods: \"20\"", "pods: \"20\", replicas: 3");
    String revised =
        deployment.replace(
            "annotation: x", "annotation: x, deployment.kubernetes.io/revision: '2'");
    for (String now : new String[] {scaled, revised}) {
      assertThat(
              new SecondaryUpdateFilter(DEPLOYMENT, Components.ALL)
                  .accept(object(now), object(deployment)))
          .isFalse();
    }
  }

  @Test
  void a_number_is_the_same_whatever_its_class_is() {
    GenericKubernetesResource before = object(OBJECT);
    GenericKubernetesResource now = object(OBJECT);
    before.setAdditionalProperty("spec", Map.of("seconds", 30));
    now.setAdditionalProperty("spec", Map.of("seconds", 30L));
    assertThat(new SecondaryUpdateFilter(QUOTA, Components.ALL).accept(now, before)).isFalse();
    now.setAdditionalProperty("spec", Map.of("seconds", 31L));
    assertThat(new SecondaryUpdateFilter(QUOTA, Components.ALL).accept(now, before)).isTrue();
  }

  @Test
  void what_others_label_and_annotate_wakes_nobody() {
    assertThat(accepts(QUOTA, "label: x", "label: x, theirs: y")).isFalse();
    assertThat(accepts(QUOTA, "annotation: x", "annotation: x, theirs: y")).isFalse();
    assertThat(accepts(QUOTA, "annotation: x", "annotation: x, goldenpath.dev/unmanaged: y"))
        .isTrue();
    assertThat(accepts(CLUSTER, "annotation: x", "annotation: x, theirs: y")).isTrue();
  }

  @Test
  void a_new_resource_version_alone_is_ignored() {
    assertThat(accepts(QUOTA, "Version: \"1\"", "Version: \"2\"")).isFalse();
  }

  private static boolean accepts(ApiKind kind, String what, String instead) {
    assertThat(OBJECT).contains(what);
    return new SecondaryUpdateFilter(kind, Components.ALL)
        .accept(object(OBJECT.replace(what, instead)), object(OBJECT));
  }

  private static GenericKubernetesResource object(String yaml) {
    return LiveObject.of(yaml)
        .ours("{f:metadata: {f:labels: {f:label: {}}, f:annotations: {f:annotation: {}}}}")
        .build();
  }
}
