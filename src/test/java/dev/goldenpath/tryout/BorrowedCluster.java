package dev.goldenpath.tryout;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.MonitoringCrds;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.controlplane.Tool;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster of the caller's. The operator runs as a process of this machine, under its own
 * identity. What was there before stays as it was; the rest is removed at the end.
 */
final class BorrowedCluster implements TryOutCluster {
  private static final String SERVICES_CRD = "goldenservices.goldenpath.dev";
  private static final String DATABASES_CRD = "clusters.postgresql.cnpg.io";

  /** Ctrl-C in a terminal is for every process, but the operator still has work to do then. */
  private static final List<String> DEAF_TO_CTRL_C =
      List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

  private final CallersContext context;
  private final String kubectl;
  private final Path workDir;
  private final KubernetesClient admin;
  private final Footprint footprint;
  private final ServiceTraces traces;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::close, "borrowed-cluster-end");
  private boolean ended;

  private BorrowedCluster(CallersContext context, String kubectl, Path workDir) {
    this.context = context;
    this.kubectl = kubectl;
    this.workDir = workDir;
    admin = context.client();
    footprint = new Footprint(admin);
    traces = ServiceTraces.from(admin);
  }

  /**
   * Installs the APIs, the rights and the guardrails.
   *
   * @param workDir where logs and the operator's kubeconfig go; made if it is not there
   * @throws IllegalArgumentException if an operator is installed already
   */
  static BorrowedCluster start(CallersContext context, String kubectl, Path workDir) {
    LocalPlatform.quieten();
    BorrowedCluster cluster = new BorrowedCluster(context, kubectl, workDir);
    try {
      cluster.requireNoOperator();
      Runtime.getRuntime().addShutdownHook(cluster.atExit);
      Files.setPosixFilePermissions(
          Files.createDirectories(workDir), PosixFilePermissions.fromString("rwx------"));
      new Installation(cluster.admin, cluster.footprint)
          .installPlatform(MonitoringCrds.ofModule(Binaries.installed()));
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Two operators would undo each other's work, and one of them is somebody else's. */
  private void requireNoOperator() {
    if (admin.apiextensions().v1().customResourceDefinitions().withName(SERVICES_CRD).get()
        != null) {
      throw new IllegalArgumentException(
          "CLUSTER: %s has the CRD %s already; use a cluster without this operator"
              .formatted(context.name(), SERVICES_CRD));
    }
  }

  @Override
  public KubernetesClient admin() {
    return admin;
  }

  @Override
  public OperatorProcess startOperator(Map<String, String> settings) {
    OperatorProcess operator =
        OperatorProcess.start(
            operatorKubeconfig(),
            LocalPlatform.operatorSettings(settings),
            workDir.resolve("operator.log"),
            DEAF_TO_CTRL_C);
    add(operator);
    operator.stoppedByCaller().awaitReady();
    // Closed first: the operator itself lets go of its services.
    add(() -> traces.removeServices(operator.handle()::isAlive));
    return operator;
  }

  private Path operatorKubeconfig() {
    String token =
        kubectl(
            List.of(
                "create",
                "token",
                "golden-service-operator",
                "--namespace=golden-service-system",
                "--duration=24h"));
    try {
      Path file = workDir.resolve("operator.kubeconfig");
      Files.deleteIfExists(file);
      Files.createFile(
          file,
          PosixFilePermissions.asFileAttribute(
              Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
      add(() -> Files.deleteIfExists(file));
      return Files.writeString(file, context.kubeconfigOf(token.strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A database operator that is there does what it does. */
  @Override
  public void playOthers(boolean database) {
    if (database && footprint.made(DATABASES_CRD)) {
      add(new PlayedCredentials(admin));
      add(new PlayedDatabase(admin).answerAtOnce());
    }
  }

  /** Nobody can pull that of the sample. */
  @Override
  public boolean takesImages() {
    return false;
  }

  @Override
  public String kubectl(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--context=" + context.name());
    return new Tool(Path.of(kubectl)).run(all.toArray(String[]::new));
  }

  @Override
  public Access access() {
    return Access.byContext(context.name(), kubectl);
  }

  @Override
  public synchronized void add(AutoCloseable part) {
    parts.push(part);
    if (ended) {
      closeParts();
      throw new IllegalStateException("the try-out has ended");
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is exiting and the hook does the same; whoever comes second finds nothing to do.
    }
    end();
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    closeParts();
    List<String> left = new ArrayList<>(traces.removeNamespaces());
    left.addAll(footprint.remove());
    traces.removeEvents();
    admin.close();
    if (left.isEmpty()) {
      System.out.printf("%s is as it was before.%n", context.name());
    } else {
      System.err.printf(
          "Could not be removed from %s: %s%n", context.name(), String.join(", ", left));
    }
  }

  private void closeParts() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.err.println("could not be stopped: " + e);
      }
    }
  }
}
