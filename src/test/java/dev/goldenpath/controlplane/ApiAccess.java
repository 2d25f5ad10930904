package dev.goldenpath.controlplane;

import dev.goldenpath.controlplane.Credentials.Identity;
import dev.goldenpath.operator.reconcile.apply.UntrustedJson;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Ways to talk to the API server, none of which reads what the machine's user has configured. */
final class ApiAccess {
  /** A test that writes very many keys reads them, too. */
  private static final KubernetesSerialization READS_MANY_KEYS =
      new KubernetesSerialization(UntrustedJson.mapper(), true);

  /** As long as the API server itself takes for a request at most; a slow machine is no failure. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final Path workDir;
  private final Binaries binaries;
  private final Credentials credentials;
  private final String url;

  ApiAccess(Path workDir, Binaries binaries, Credentials credentials, String url) {
    this.workDir = workDir;
    this.binaries = binaries;
    this.credentials = credentials;
    this.url = url;
  }

  KubernetesClient client(Identity identity) {
    return client(config(identity));
  }

  /** As the operator's process makes its own. */
  KubernetesClient operator() {
    return operator(url);
  }

  /** The same by another URL, such as that of a proxy. */
  KubernetesClient operator(String by) {
    Config config = config(Credentials.OPERATOR).withMasterUrl(by).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  KubernetesClient impersonating(String user, String... groups) {
    return client(
        config(Credentials.ADMIN).withImpersonateUsername(user).withImpersonateGroups(groups));
  }

  /** A client that says at once that it failed, where the others try again for a while. */
  KubernetesClient impatientClient() {
    return client(config(Credentials.ADMIN).withRequestRetryBackoffLimit(0));
  }

  static boolean isReady(KubernetesClient impatient) {
    try {
      return "ok".equals(impatient.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  Path kubeconfig(Identity identity) {
    return kubeconfig(identity, url);
  }

  Path kubeconfig(Identity identity, String by) {
    try {
      return credentials.kubeconfig(identity, by);
    } catch (IOException e) {
      throw new UncheckedIOException("the kubeconfig cannot be written", e);
    }
  }

  Tool kubectl() {
    return new Tool(
        binaries.controlPlane("kubectl"),
        Map.of(
            "KUBECONFIG", kubeconfig(Credentials.ADMIN).toString(),
            "KUBECACHEDIR", workDir.resolve("kubectl-cache").toString(),
            "KUBERC", "off"));
  }

  private ConfigBuilder config(Identity identity) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url)
        .withCaCertFile(credentials.authority().toString())
        .withOauthToken(identity.token());
  }

  private static KubernetesClient client(ConfigBuilder config) {
    return new KubernetesClientBuilder()
        .withConfig(config.withRequestTimeout(PATIENCE_MILLIS).build())
        .withKubernetesSerialization(READS_MANY_KEYS)
        .build();
  }
}
