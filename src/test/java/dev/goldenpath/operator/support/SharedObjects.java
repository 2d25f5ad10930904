package dev.goldenpath.operator.support;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.GoldenService;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What decides for every service of a cluster: rights, policies, webhooks and the golden path. A
 * test class that leaves one of them behind changes what the next one sees, and which one that is
 * depends on the machine.
 */
final class SharedObjects {
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "rbac.authorization.k8s.io/v1",
          Set.of("ClusterRole", "ClusterRoleBinding"),
          "admissionregistration.k8s.io/v1",
          Set.of(
              "MutatingWebhookConfiguration",
              "ValidatingAdmissionPolicy",
              "ValidatingAdmissionPolicyBinding",
              "ValidatingWebhookConfiguration"),
          GoldenService.GROUP + "/" + GoldenService.VERSION,
          Set.of("GoldenPath", "GoldenPathPreview", "GoldenPathRevision"));

  private final KubernetesClient client;
  private final Set<String> before;

  /** Installs the platform; what there is then belongs there. */
  SharedObjects(ControlPlane controlPlane) {
    client = controlPlane.admin();
    new Installation(client).installPlatform();
    before = now();
  }

  /** Those that are there in addition by now. */
  Set<String> leftBehind() {
    Set<String> left = now();
    left.removeAll(before);
    return left;
  }

  private Set<String> now() {
    Set<String> all = new TreeSet<>();
    KINDS.forEach(
        (apiVersion, kinds) ->
            kinds.forEach(
                kind -> names(apiVersion, kind).map(name -> kind + " " + name).forEach(all::add)));
    return all;
  }

  private Stream<String> names(String apiVersion, String kind) {
    try {
      return client.genericKubernetesResources(apiVersion, kind).list().getItems().stream()
          .map(each -> each.getMetadata().getName());
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Stream.empty();
      }
      throw e;
    }
  }
}
