package dev.goldenpath.tryout;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.ServerOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A control plane of the try-out's own; real controllers run on it if there are any. */
final class LocalCluster implements TryOutCluster {
  private final LocalPlatform platform;

  private LocalCluster(LocalPlatform platform) {
    this.platform = platform;
  }

  /** Starts a control plane and installs the APIs and rights. */
  static LocalCluster start(Path workDir) {
    ServerOptions options = ServerOptions.DEFAULT;
    return new LocalCluster(
        LocalPlatform.start(
            workDir,
            Binaries.installed().haveControllerManager()
                ? options
                : options.withoutControllerManager()));
  }

  @Override
  public KubernetesClient admin() {
    return platform.admin();
  }

  @Override
  public OperatorProcess startOperator(Map<String, String> settings) {
    return platform.startOperator("operator", settings, List.of());
  }

  @Override
  public void playOthers(boolean database) {
    platform.playWorkloads();
    if (database) {
      platform.playCredentials();
      platform.playDatabase();
    }
  }

  @Override
  public boolean takesImages() {
    return true;
  }

  @Override
  public String kubectl(List<String> arguments) {
    return platform.controlPlane().kubectl(arguments.toArray(String[]::new));
  }

  @Override
  public void add(AutoCloseable part) {
    platform.add(part);
  }

  @Override
  public Access access() {
    return Access.byFile(platform.controlPlane().kubeconfig(), Kubectl.command());
  }

  @Override
  public void close() {
    platform.close();
  }
}
