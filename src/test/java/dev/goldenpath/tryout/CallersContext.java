package dev.goldenpath.tryout;

import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedAuthInfoBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A context of the caller's kubeconfig.
 *
 * @param name its name
 * @param kubeconfig a kubeconfig of it alone, with the credentials in it
 */
record CallersContext(String name, Config kubeconfig) {
  /** Written out: whatever else a name resolves to now, it may be another machine. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::|(0+:){7}0*)1]");

  private static final String OPERATOR = "golden-service-operator";

  /**
   * Reads it as kubectl does.
   *
   * @throws IllegalArgumentException with kubectl's sentence if there is no such context
   */
  static CallersContext read(String kubectl, String name) {
    ToolResult result =
        new Tool(Path.of(kubectl))
            .result(
                "config",
                "view",
                "--raw",
                "--minify",
                "--flatten",
                "--context",
                name,
                "-o",
                "json");
    if (result.exitCode() != 0) {
      throw new IllegalArgumentException(
          "CLUSTER: %s; `%s config get-contexts -o name` lists what there is"
              .formatted(result.stderr().strip().replaceFirst("^error: ", ""), kubectl));
    }
    Config kubeconfig = Serialization.unmarshal(result.stdout(), Config.class);
    if (kubeconfig.getClusters().isEmpty()) {
      throw new IllegalArgumentException(
          "CLUSTER: the context %s names a cluster that your kubeconfig does not have"
              .formatted(name));
    }
    return new CallersContext(name, kubeconfig);
  }

  /** The address of its API server. */
  String server() {
    return cluster().getServer();
  }

  private Cluster cluster() {
    return kubeconfig.getClusters().get(0).getCluster();
  }

  /** Why the try-out must not write there; empty if it may. */
  Optional<String> refusal(Optional<String> mine) {
    if (isOnLoopback() || mine.equals(Optional.of(name))) {
      return Optional.empty();
    }
    return Optional.of(
        "CLUSTER: the server of %s is %s, which may be another machine; if you may install there, add CLUSTER_IS_MINE=%1$s"
            .formatted(name, address()));
  }

  private String address() {
    return Optional.ofNullable(cluster().getProxyUrl())
        .map(proxy -> server() + " by the proxy " + proxy)
        .orElseGet(this::server);
  }

  private boolean isOnLoopback() {
    return cluster().getProxyUrl() == null
        && Optional.ofNullable(host()).filter(LOOPBACK.asMatchPredicate()).isPresent();
  }

  private String host() {
    try {
      return URI.create(server()).getHost();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A client of the caller's; to be closed. */
  KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            io.fabric8.kubernetes.client.Config.fromKubeconfig(Serialization.asYaml(kubeconfig)))
        .build();
  }

  /** The kubeconfig of somebody else on the same cluster, as YAML. */
  String kubeconfigOf(String token) {
    String context = Objects.requireNonNull(kubeconfig.getCurrentContext());
    return Serialization.asYaml(
        new ConfigBuilder(kubeconfig)
            .withUsers(
                List.of(
                    new NamedAuthInfoBuilder()
                        .withName(OPERATOR)
                        .withNewUser()
                        .withToken(token)
                        .endUser()
                        .build()))
            .editMatchingContext(each -> each.getName().equals(context))
            .editContext()
            .withUser(OPERATOR)
            .endContext()
            .endContext()
            .build());
  }
}
