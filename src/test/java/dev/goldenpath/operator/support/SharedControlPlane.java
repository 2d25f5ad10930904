package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.path.GoldenPathPreview;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A control plane for one test class after another. What one leaves behind would change what the
 * next one sees, and which one that is depends on the machine: so its services are taken away, and
 * what decides for every service: APIs, rights, policies, webhooks.
 */
final class SharedControlPlane {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ClusterRole.class,
          ClusterRoleBinding.class,
          CustomResourceDefinition.class,
          MutatingWebhookConfiguration.class,
          ValidatingAdmissionPolicy.class,
          ValidatingAdmissionPolicyBinding.class,
          ValidatingWebhookConfiguration.class);

  private final ControlPlane controlPlane;
  private final KubernetesClient client;
  private final Set<String> before;

  /** Installs the platform; what there is then stays. */
  SharedControlPlane(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    client = controlPlane.admin();
    new Installation(client).installPlatform();
    before = now().map(SharedControlPlane::title).collect(Collectors.toSet());
  }

  ControlPlane controlPlane() {
    return controlPlane;
  }

  /** Takes away what came since; a class that made a golden path must delete it by the rules. */
  void restore() {
    new GoldenServices(client).forgetAll();
    now()
        .filter(each -> !before.contains(title(each)))
        .forEach(each -> client.resource(each).delete());
    assertThat(
            Stream.of(GoldenPathResource.class, GoldenPathRevision.class, GoldenPathPreview.class)
                .flatMap(this::list)
                .map(SharedControlPlane::title))
        .as("left behind for the classes after it")
        .isEmpty();
  }

  private Stream<? extends HasMetadata> now() {
    return KINDS.stream().flatMap(this::list);
  }

  private Stream<? extends HasMetadata> list(Class<? extends HasMetadata> kind) {
    try {
      return client.resources(kind).list().getItems().stream();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Stream.empty();
      }
      throw e;
    }
  }

  private static String title(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  /** Not to be closed by the class that has it now, as JUnit would close it. */
  void stop() {
    controlPlane.close();
  }
}
