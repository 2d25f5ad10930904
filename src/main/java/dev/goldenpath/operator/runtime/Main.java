package dev.goldenpath.operator.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.path.GoldenPathReader;
import dev.goldenpath.operator.path.InvalidPathException;
import dev.goldenpath.operator.path.PathSource;
import dev.goldenpath.operator.reconcile.GoldenOperator;
import dev.goldenpath.operator.reconcile.Leadership;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.MissingCRDException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: configuration, path, client, operator, and an end to each. */
public final class Main {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  /** The exit code where something that was given has an error. */
  private static final int EXIT_USAGE = 2;

  private Main() {}

  /** Runs until the process is told to end. */
  public static void main(String[] arguments) {
    try {
      OperatorConfig config = OperatorConfig.fromEnv(System.getenv());
      ((LoggerContext) LoggerFactory.getILoggerFactory())
          .getLogger("dev.goldenpath")
          .setLevel(Level.valueOf(config.logLevel()));
      PathSource path =
          new PathSource(new GoldenPathReader(Components.parameters()), config.pathFile());
      run(config, path);
    } catch (IllegalArgumentException | InvalidPathException | UncheckedIOException e) {
      log.error("{}", e.getMessage());
      System.exit(EXIT_USAGE);
    } catch (Exception e) {
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

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  private static void run(OperatorConfig config, PathSource path) throws IOException {
    OperatorMetrics metrics = new OperatorMetrics();
    AtomicBoolean stopping = new AtomicBoolean();
    KubernetesClient client = new KubernetesClientBuilder().build();
    Optional<Leadership> leadership =
        config.leaderElection()
            ? Optional.of(
                new Leadership(
                    client,
                    config.operatorNamespace(),
                    config.replica(),
                    // A clean stop would let passes end, which are another's to make now.
                    () -> Runtime.getRuntime().halt(1)))
            : Optional.empty();
    GoldenOperator operator =
        new GoldenOperator(
            client,
            new GoldenOperator.Settings(
                config.threads(),
                config.resync(),
                config.watchInterval(),
                config.shutdownTimeout(),
                Set.of(config.operatorNamespace())),
            leadership,
            path,
            metrics.ofFramework(),
            metrics,
            () -> {
              // Not from the watch's own thread: exiting waits until the watches have stopped.
              if (!stopping.get()) {
                new Thread(() -> System.exit(1), "fatal").start();
              }
            });
    metrics.watch(operator.fleet(), path, operator::isAlive);
    metrics.watchLeadership(() -> leadership.map(Leadership::isLeading).orElse(true));
    ManagementServer server =
        new ManagementServer(
            config.port(),
            () -> operator.isAlive() ? Optional.empty() : Optional.of("a watch has died"),
            () ->
                operator.isSynced()
                    ? Optional.empty()
                    : Optional.of("the caches are not filled yet"),
            metrics::scrape);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.set(true);
                  log.info("stopping");
                  operator.close();
                  server.close();
                  client.close();
                },
                "shutdown"));
    operator.start();
    log.info(
        "golden path {} {} on {}, health and metrics on port {}",
        path.current().name(),
        path.current().version(),
        client.getMasterUrl(),
        server.port());
  }
}
