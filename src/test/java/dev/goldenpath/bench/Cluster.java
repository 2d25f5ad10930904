package dev.goldenpath.bench;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.ServerOptions;
import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.tryout.LocalPlatform;
import dev.goldenpath.tryout.ServiceWatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A control plane with what the bench has on each: one that watches services, and a played
 * database. What is compared has one of its own, so that nobody pays for another's objects.
 *
 * @param watch sees when services are Ready
 * @param audit sees every request of the operator
 */
record Cluster(Path folder, Cores cores, LocalPlatform platform, ServiceWatch watch, AuditLog audit)
    implements AutoCloseable {
  /** Of 60,000 objects and their history, and of a flood of a gigabyte. */
  private static final int ETCD_MEGABYTES = 8192;

  static Cluster start(Path folder, Cores cores, ServiceWatch.Listener listener) {
    LocalPlatform platform =
        LocalPlatform.start(
            folder,
            new ServerOptions(
                cores.servers(), ETCD_MEGABYTES, Optional.of(ServerOptions.OPERATOR)));
    // Of no other: those written directly are not compared with what a database adds.
    platform.playDatabase(Map.of(Labels.MANAGED_BY, FieldManager.NAME));
    if (Services.IMAGE.isPresent()) {
      platform.playCredentials();
      platform.playWorkloads();
    }
    Cluster cluster =
        new Cluster(
            folder,
            cores,
            platform,
            new ServiceWatch(platform.admin(), listener),
            new AuditLog(platform.controlPlane().auditLog()));
    PathChange.prepare(cluster.pathFile());
    return cluster;
  }

  /** The path document of the operators. */
  Path pathFile() {
    return folder.resolve("golden-path.yaml");
  }

  /** The cluster admin's client. */
  KubernetesClient admin() {
    return platform.admin();
  }

  @Override
  public void close() {
    watch.close();
    platform.close();
  }
}
