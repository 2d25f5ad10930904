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
 * What decides for every service of a cluster: rights, policies, webhooks and the golden path. What
 * a test class leaves behind would change what the next one sees, and which one that is depends on
 * the machine.
 */
final class SharedObjects {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ClusterRole.class,
          ClusterRoleBinding.class,
          MutatingWebhookConfiguration.class,
          ValidatingAdmissionPolicy.class,
          ValidatingAdmissionPolicyBinding.class,
          ValidatingWebhookConfiguration.class);

  private final KubernetesClient client;
  private final Set<String> before;

  /** Installs the platform; what there is then stays. */
  SharedObjects(ControlPlane controlPlane) {
    client = controlPlane.admin();
    new Installation(client).installPlatform();
    before = now().map(SharedObjects::title).collect(Collectors.toSet());
  }

  /** Takes away what came since; the golden path takes more than that. */
  void restore() {
    now()
        .filter(each -> !before.contains(title(each)))
        .forEach(each -> client.resource(each).delete());
    assertThat(
            Stream.of(GoldenPathResource.class, GoldenPathRevision.class, GoldenPathPreview.class)
                .flatMap(this::list)
                .map(SharedObjects::title))
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
}
