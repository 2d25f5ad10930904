package dev.goldenpath.tryout;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.MonitoringCrds;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.controlplane.PlayedDeployments;
import dev.goldenpath.controlplane.PlayedGateway;
import dev.goldenpath.controlplane.PlayedKubelet;
import dev.goldenpath.controlplane.ServerOptions;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform on this machine: a control plane with all that the operator works with, the operator
 * as a process of its own, and played databases, pods and gateways. Parts stop in the reverse order
 * of their start.
 */
public final class LocalPlatform implements AutoCloseable {
  /** The operator's knobs that are handed on; see {@code OperatorConfig}. */
  private static final Set<String> KNOBS =
      Set.of(
          "GOLDEN_PATH_FILE",
          "PORT",
          "RECONCILE_THREADS",
          "RESYNC_INTERVAL",
          "WATCH_INTERVAL",
          "SHUTDOWN_TIMEOUT",
          "LOG_FORMAT");

  private final Path workDir;
  private final ControlPlane controlPlane;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private LocalPlatform(Path workDir, ControlPlane controlPlane) {
    this.workDir = workDir;
    this.controlPlane = controlPlane;
    parts.push(controlPlane);
  }

  /** What must be built before, as a sentence that says how; empty where nothing is missing. */
  public static Optional<String> missing() {
    return missing(List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl"));
  }

  /** The same for a control plane of these binaries. */
  static Optional<String> missing(List<String> servers) {
    try {
      Binaries binaries = Binaries.installed();
      servers.forEach(binaries::controlPlane);
      binaries.httpRoutesCrd();
      MonitoringCrds.ofModule(binaries);
    } catch (IllegalStateException e) {
      return Optional.of(e.getMessage());
    }
    return missing(OperatorProcess.JAR);
  }

  /** The same for the operator alone. */
  static Optional<String> missing(Path jar) {
    return Files.exists(jar)
        ? Optional.empty()
        : Optional.of(
            "There is no %1$s: run `make %1$s` in the project's directory.".formatted(jar));
  }

  /** Starts a control plane and installs the APIs and rights; no operator and no database yet. */
  public static LocalPlatform start(Path workDir) {
    return start(workDir, ServerOptions.DEFAULT);
  }

  /** The same on servers with other options. */
  public static LocalPlatform start(Path workDir, ServerOptions options) {
    quieten();
    LocalPlatform platform = new LocalPlatform(workDir, ControlPlane.start(workDir, options));
    try {
      Installation installation = new Installation(platform.admin());
      installation.installPlatform(MonitoringCrds.ofModule(Binaries.installed()));
      installation.createNamespaces(Documents.readBuiltIn().spec().platform().namespaces());
      return platform;
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /** The clients of this JVM lose their servers at the end, and would say so at length. */
  public static void quieten() {
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .setLevel(Level.OFF);
  }

  /**
   * Starts an operator and waits until it is ready.
   *
   * @param name names its log
   */
  public OperatorProcess startOperator(String name) {
    return startOperator(name, Map.of(), List.of());
  }

  /**
   * The same with settings of its own, which those of the environment precede.
   *
   * @param launcher a command that starts it; empty for none
   */
  public OperatorProcess startOperator(
      String name, Map<String, String> preset, List<String> launcher) {
    OperatorProcess operator =
        OperatorProcess.start(
            controlPlane.operatorKubeconfig(),
            operatorSettings(preset),
            workDir.resolve(name + ".log"),
            launcher);
    add(operator);
    return operator.awaitReady();
  }

  /** The operator's environment: these settings, which those of ours precede. */
  static Map<String, String> operatorSettings(Map<String, String> preset) {
    Map<String, String> settings = new HashMap<>(System.getenv());
    settings.keySet().retainAll(KNOBS);
    settings.putIfAbsent("PORT", "0");
    preset.forEach(settings::putIfAbsent);
    return settings;
  }

  /** From now on every database is ready as soon as it is asked for. */
  public void playDatabase() {
    playDatabase(Map.of());
  }

  /** The same for databases with these labels alone. */
  public void playDatabase(Map<String, String> labels) {
    add(new PlayedDatabase(admin()).answerAtOnce(labels));
  }

  /** From now on every database has the Secret that its services' pods start with. */
  public void playCredentials() {
    add(new PlayedCredentials(admin()));
  }

  /** From now on pods run, as far as anyone can see, and gateways take every route. */
  public void playWorkloads() {
    if (controlPlane.hasControllerManager()) {
      add(new PlayedKubelet(admin()).start());
    } else {
      add(new PlayedDeployments(admin()));
    }
    add(new PlayedGateway(admin()).answerAtOnce());
  }

  /** The cluster admin's client. */
  public KubernetesClient admin() {
    return controlPlane.admin();
  }

  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** The path document of the product. */
  public static GoldenPathSource builtInPath() {
    return path(Optional.empty());
  }

  /** The path document of a file, or that of the product. */
  public static GoldenPathSource path(Optional<Path> file) {
    try {
      return new GoldenPathSource(new GoldenPathReader(Components.catalogue()), file);
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends this first, when it ends. */
  synchronized void add(AutoCloseable part) {
    parts.push(part);
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.err.println("could not be stopped: " + e);
      }
    }
  }
}
