package dev.goldenpath.tryout;

import dev.goldenpath.cli.progress.Steps;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One service of each tier and one with an image, from {@code kubectl apply} to Ready, as its owner
 * would see it.
 */
final class Show implements AutoCloseable {
  private static final Path EXAMPLES = Path.of("deploy", "examples");

  private final TryOutCluster cluster;
  private final OperatorProcess operator;
  private final ServiceWatch watch;
  private final TryOut.Settings settings;

  private Show(TryOutCluster cluster, OperatorProcess operator, TryOut.Settings settings) {
    this.cluster = cluster;
    this.operator = operator;
    this.settings = settings;
    this.watch = new ServiceWatch(cluster.admin(), Show::tell);
  }

  /** Starts what the services need. */
  static Show start(TryOutCluster cluster, TryOut.Settings settings) {
    say("The cluster is prepared; starting the operator.");
    OperatorProcess operator = cluster.startOperator(settings.ofOperator());
    cluster.playOthers(settings.database());
    return new Show(cluster, operator, settings);
  }

  /**
   * Applies the services and tells what becomes of them.
   *
   * @return whether all are Ready in time, and the one with an image has a URL
   */
  boolean play() {
    List<String> apply = new ArrayList<>(List.of("apply"));
    examples().forEach(file -> apply.addAll(List.of("-f", file.toString())));
    if (cluster.takesImages()) {
      apply.addAll(List.of("-f", Sample.writeTo(folder()).toString()));
    }
    say("%n$ kubectl %s", String.join(" ", apply));
    cluster.kubectl(apply);
    boolean ready = awaitReady();
    say("%n%s", new Summary(cluster.admin(), watch, platformOfPath()).of(services()));
    say("%n$ kubectl get gsvc%n%s", cluster.kubectl(List.of("get", "gsvc")).strip());
    if (!ready) {
      say(
          "%nNot all services are Ready after %d s:%n%s",
          settings.timeout().toSeconds(), Diagnosis.of(services(), watch, operator));
      return false;
    }
    if (!cluster.takesImages()) {
      return true;
    }
    Optional<String> url = Sample.url(watch.find(Sample.NAME));
    say("%n%s", Sample.describe(url));
    return url.isPresent();
  }

  private List<String> services() {
    return Stream.concat(examples().map(Show::name), sample().stream()).toList();
  }

  /** The service of each tier. */
  private static Stream<Path> examples() {
    return Tier.names().stream().map(tier -> EXAMPLES.resolve(tier + ".yaml"));
  }

  private static String name(Path service) {
    try {
      return Serialization.unmarshal(Files.readString(service), GoldenService.class)
          .getMetadata()
          .getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> sample() {
    return cluster.takesImages() ? Optional.of(Sample.NAME) : Optional.empty();
  }

  private Platform platformOfPath() {
    return LocalPlatform.path(settings.pathFile()).current().spec().platform();
  }

  /** Where logs and what people may edit are. */
  private Path folder() {
    return Objects.requireNonNull(operator.log().getParent());
  }

  /** Stops waiting at once when the operator is gone. */
  private boolean awaitReady() {
    CompletableFuture<Void> ready = watch.ready(services());
    try {
      CompletableFuture.anyOf(ready, operator.onExit())
          .get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return ready.isDone();
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("waiting for the services failed", e);
    }
  }

  /** How to go on by oneself. */
  void explain() {
    say("%n%s", cluster.access().explain(sample(), page(), metrics(), folder()));
  }

  /** Where {@code kubectl golden demo} serves the page, if it could be started. */
  private Optional<URI> page() {
    PageProcess page = PageProcess.start(cluster.access(), folder().resolve("page.log"));
    cluster.add(page);
    return page.address();
  }

  private URI metrics() {
    return operator.address().resolve("/metrics");
  }

  /** Waits until the operator ends, which it only does by itself when it has failed. */
  void awaitEnd() {
    int code = operator.onExit().join();
    if (!TryOut.isStopping()) {
      say("The operator exited with code %d. %s", code, operator.logTail());
    }
  }

  private static void tell(Duration age, Optional<GoldenService> before, GoldenService now) {
    for (String step : Steps.between(before, now)) {
      say("%6s s  %-14s %s", seconds(age), now.getMetadata().getName(), step);
    }
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9);
  }

  private static void say(String format, Object... arguments) {
    System.out.printf(format + "%n", arguments);
  }

  @Override
  public void close() {
    watch.close();
  }
}
