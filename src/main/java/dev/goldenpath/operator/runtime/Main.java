package dev.goldenpath.operator.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.reconcile.GoldenOperator;
import dev.goldenpath.operator.reconcile.Leadership;
import dev.goldenpath.operator.reconcile.OperatorSettings;
import dev.goldenpath.operator.rollout.Paths;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.MissingCRDException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: configuration, health and metrics, path document, client, operator. */
public final class Main {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  /** The exit code if a variable is invalid. */
  private static final int EXIT_USAGE = 2;

  private Main() {}

  /** Runs until the process is terminated. */
  public static void main(String[] arguments) {
    OperatorConfig config = configuration();
    Shutdown shutdown = new Shutdown();
    try {
      run(config, shutdown);
    } catch (Exception e) {
      if (shutdown.isStopping()) {
        log.info("stopped before the startup was complete");
        return;
      }
      if (causes(e).anyMatch(MissingCRDException.class::isInstance)) {
        log.error(
            "the GoldenService CRD is not installed: kubectl apply -f"
                + " crds/goldenservices.goldenpath.dev-v1.yml");
      } else {
        log.error("cannot start", e);
      }
      System.exit(1);
    }
  }

  private static OperatorConfig configuration() {
    try {
      OperatorConfig config = OperatorConfig.fromEnv(System.getenv());
      ((LoggerContext) LoggerFactory.getILoggerFactory())
          .getLogger("dev.goldenpath")
          .setLevel(Level.valueOf(config.logLevel()));
      return config;
    } catch (IllegalArgumentException e) {
      log.error("{}", e.getMessage());
      System.exit(EXIT_USAGE);
      throw e;
    }
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  private static void run(OperatorConfig config, Shutdown shutdown) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "shutdown"));
    GoldenPathLoader loader =
        new GoldenPathLoader(
            new GoldenPathReader(Components.catalogue()),
            config.pathFile(),
            config.watchInterval());
    OperatorMetrics metrics = new OperatorMetrics();
    metrics.watchPath(() -> loader.problem().isEmpty());
    Health health = new Health(loader::problem);
    ManagementServer server =
        new ManagementServer(
            config.port(), health::livenessProblem, health::readinessProblem, metrics::scrape);
    if (!shutdown.closes(server)) {
      return;
    }
    log.info("health and metrics on port {}", server.port());
    start(config, new Paths(loader.load()), metrics, health, shutdown);
  }

  private static void start(
      OperatorConfig config,
      Paths paths,
      OperatorMetrics metrics,
      Health health,
      Shutdown shutdown) {
    KubernetesClient client = ApiClient.create();
    Optional<Leadership> leadership =
        config.leaderElection()
            ? Optional.of(
                new Leadership(
                    client,
                    config.operatorNamespace(),
                    config.replica(),
                    // A clean stop would wait for reconciliations that are now another replica's.
                    () -> Runtime.getRuntime().halt(1)))
            : Optional.empty();
    GoldenOperator operator =
        new GoldenOperator(
            client,
            new OperatorSettings(
                config.threads(),
                config.resync(),
                config.watchInterval(),
                config.shutdownTimeout(),
                Set.of(config.operatorNamespace()),
                config.prometheus()),
            leadership,
            paths,
            metrics.ofFramework(),
            metrics,
            () -> {
              // Not from the watch's own thread: exiting waits until the watches have stopped.
              if (!shutdown.isStopping()) {
                new Thread(() -> System.exit(1), "fatal").start();
              }
            });
    metrics.watch(operator.fleet(), operator::isAlive, operator::overlooked);
    metrics.watchPath(paths::isValid);
    metrics.watchIgnored(() -> paths.ignored().count());
    metrics.watchLeadership(() -> leadership.map(Leadership::isLeading).orElse(true));
    health.follow(operator);
    if (shutdown.closes(client) && shutdown.closes(operator)) {
      operator.start();
      log.info(
          "golden path {} {} on {}",
          paths.current().name(),
          paths.current().version(),
          client.getMasterUrl());
    }
  }
}
