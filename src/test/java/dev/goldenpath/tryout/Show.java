package dev.goldenpath.tryout;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.goldenpath.Platform;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One service of each tier and one with an image, from {@code kubectl apply} to Ready, as its owner
 * would see it.
 */
final class Show implements AutoCloseable {
  private static final Path EXAMPLES = Path.of("deploy", "examples");

  /** Those of the example files, and the sample. */
  private static final List<String> SERVICES =
      List.of("notifications", "search", "checkout", Sample.NAME);

  private final LocalPlatform platform;
  private final OperatorProcess operator;
  private final ServiceWatch watch;
  private final TryOut.Settings settings;

  private Show(LocalPlatform platform, OperatorProcess operator, TryOut.Settings settings) {
    this.platform = platform;
    this.operator = operator;
    this.settings = settings;
    this.watch = new ServiceWatch(platform.admin(), Show::tell);
  }

  /** Starts what the services need. */
  static Show start(LocalPlatform platform, TryOut.Settings settings) {
    say("The control plane is up; starting the operator.");
    OperatorProcess operator = platform.startOperator("operator", settings.ofOperator(), List.of());
    platform.playWorkloads();
    if (settings.database()) {
      platform.playCredentials();
      platform.playDatabase();
    }
    return new Show(platform, operator, settings);
  }

  /**
   * Applies the services and tells what becomes of them.
   *
   * @return whether all are Ready in time, and the one with an image has a URL
   */
  boolean play() {
    List<String> apply = new ArrayList<>(List.of("apply"));
    for (String tier : List.of("bronze", "silver", "gold")) {
      apply.addAll(List.of("-f", EXAMPLES.resolve(tier + ".yaml").toString()));
    }
    apply.addAll(List.of("-f", Sample.writeTo(folder()).toString()));
    say("%n$ kubectl %s", String.join(" ", apply));
    platform.controlPlane().kubectl(apply.toArray(String[]::new));
    boolean ready = awaitReady();
    say("%n%s", new Summary(platform.admin(), watch, platformOfPath()).of(SERVICES));
    say("%n$ kubectl get gsvc%n%s", platform.controlPlane().kubectl("get", "gsvc").strip());
    if (!ready) {
      say(
          "%nNot all services are Ready after %d s:%n%s",
          settings.timeout().toSeconds(), Diagnosis.of(SERVICES, watch, operator));
      return false;
    }
    Optional<String> url = Sample.url(watch.find(Sample.NAME));
    say("%n%s", Sample.describe(url));
    return url.isPresent();
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
    CompletableFuture<Void> ready = watch.ready(SERVICES);
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
    String kubectl = kubectl();
    say(
        """

        All stays up until Ctrl-C. In another terminal:
          export KUBECONFIG=%s
          %s get gsvc
          %2$s describe gsvc checkout
          %2$s -n %3$s get deployment,pod,service,hpa,pdb,httproute
        Metrics:  %4$s/metrics
        Logs:     %5$s\
        """,
        platform.controlPlane().kubeconfig(), kubectl, Sample.NAME, operator.address(), folder());
  }

  /** Waits until the operator ends, which it only does by itself when it has failed. */
  void awaitEnd() {
    int code = operator.onExit().join();
    if (!TryOut.isStopping()) {
      say("The operator exited with code %d. %s", code, operator.logTail());
    }
  }

  private static String kubectl() {
    boolean onPath =
        Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    return onPath ? "kubectl" : Binaries.installed().controlPlane("kubectl").toString();
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
