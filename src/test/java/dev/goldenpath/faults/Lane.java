package dev.goldenpath.faults;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.support.FaultProxy;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A control plane of its own with one or two replicas of the operator behind proxies: plans run on
 * it one after the other, beside services that none of them touches.
 */
final class Lane implements AutoCloseable {
  private static final String LEASE = "golden-service-operator";
  private static final String OPERATOR_NAMESPACE = "golden-service-system";

  private final Path folder;
  private final ControlPlane controlPlane;
  private final PlayedDatabase database;
  private final Writes writes;
  private final PathFile path;
  private final List<Replica> replicas = new ArrayList<>();
  private final Map<String, EndState> bystanders = new TreeMap<>();
  private int services;

  private Lane(Path folder, ControlPlane controlPlane) {
    this.folder = folder;
    this.controlPlane = controlPlane;
    new Installation(admin()).installPlatform();
    new Installation(admin())
        .createNamespaces(Documents.readBuiltIn().spec().platform().namespaces());
    database = new PlayedDatabase(admin()).answerAtOnce();
    writes = new Writes(new AuditLog(controlPlane.auditLog()));
    path = new PathFile(folder);
  }

  /**
   * Starts all of it.
   *
   * @param replicas with more than one, they elect a leader
   */
  static Lane start(Path folder, int replicas) {
    Lane lane = new Lane(folder, ControlPlane.start(folder));
    try {
      lane.startReplicas(replicas);
      for (String tier : List.of("silver", "gold")) {
        Stage bystander = lane.stage("bystander-" + tier);
        bystander.createReady(tier, "Retain");
        lane.bystanders.put(bystander.name(), bystander.state());
      }
      return lane;
    } catch (RuntimeException e) {
      lane.close();
      throw e;
    }
  }

  private void startReplicas(int count) {
    path.restore();
    Map<String, String> settings =
        Map.of(
            "PORT",
            "0",
            "WATCH_INTERVAL",
            "1s",
            "GOLDEN_PATH_FILE",
            path.file().toString(),
            "LEADER_ELECTION",
            String.valueOf(count > 1));
    for (int i = 1; i <= count; i++) {
      String name = "replica-" + i;
      FaultProxy proxy = FaultProxy.before(admin().getConfiguration());
      Replica replica = new Replica(name, folder, proxy, kubeconfig(name, proxy), settings);
      replicas.add(replica);
      replica.awaitReady();
    }
  }

  /** Each has its own: all are written to one place. */
  private Path kubeconfig(String name, FaultProxy proxy) {
    try {
      return Files.move(
          controlPlane.operatorKubeconfig(proxy.url()),
          folder.resolve(name + ".kubeconfig"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new service of a name that nothing had before. */
  Stage stage() {
    return stage("shop-%d".formatted(++services));
  }

  private Stage stage(String name) {
    return new Stage(admin(), name);
  }

  KubernetesClient admin() {
    return controlPlane.admin();
  }

  /** What the operator wrote. */
  Writes writes() {
    return writes;
  }

  List<Replica> replicas() {
    return replicas;
  }

  /** The one that reconciles. */
  Replica leader() {
    if (replicas.size() == 1) {
      return replicas.get(0);
    }
    Lease lease = admin().leases().inNamespace(OPERATOR_NAMESPACE).withName(LEASE).get();
    return replicas.stream()
        .filter(replica -> replica.name().equals(lease.getSpec().getHolderIdentity()))
        .findFirst()
        .orElse(replicas.get(0));
  }

  /** There is only one, and it is not ready yet. */
  boolean isStarting() {
    return replicas.size() == 1 && !replicas.get(0).isReady();
  }

  /** All replicas work, and one leads. */
  void awaitReady() {
    replicas.forEach(Replica::awaitReady);
  }

  void disturb(Ambush ambush) {
    replicas.forEach(replica -> replica.route().disturb(ambush));
  }

  /** What the API server answers the operator to such a request now. */
  String read(String pathAndQuery) {
    try (KubernetesClient operator = controlPlane.operator()) {
      return operator.raw(pathAndQuery);
    }
  }

  PathFile path() {
    return path;
  }

  /** Which bystanders are not as they were. */
  List<String> hurtBystanders() {
    List<String> hurt = new ArrayList<>();
    bystanders.forEach(
        (name, before) ->
            stage(name).state().differences(before).forEach(each -> hurt.add(name + ": " + each)));
    return hurt;
  }

  /** Whether the quota of the silver bystander has so many pods. */
  boolean bystanderHas(String pods) {
    return pods.equals(
        stage("bystander-silver").object("resourcequotas").get().get("spec", "hard", "pods"));
  }

  /** The plan is over: the operator removes what it worked on, while the next one runs. */
  void giveUp(Stage stage) {
    writes.ignore(stage.name());
    stage.giveUp();
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    database.close();
    controlPlane.close();
  }
}
