package dev.goldenpath.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the servers and tools that {@code tools/build} puts into its cache. A missing one is an
 * error and never a skipped test: a suite that passes because it did not run proves nothing.
 */
public final class Binaries {
  private final Path cache;
  private final Optional<Path> assets;

  /**
   * Looks in the given places only.
   *
   * @param cache the root of the cache that {@code tools/build} fills
   * @param assets a directory that holds the control plane's binaries and wins over the cache
   */
  public Binaries(Path cache, Optional<Path> assets) {
    this.cache = cache;
    this.assets = assets;
  }

  /** The places that {@code tools/build} uses, by the same environment variables. */
  public static Binaries installed() {
    return new Binaries(
        variable("GOLDEN_CACHE")
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "golden-service")),
        variable("KUBEBUILDER_ASSETS"));
  }

  /** One of etcd, kube-apiserver, kube-controller-manager and kubectl. */
  public Path controlPlane(String name) {
    Path binary =
        assets
            .map(directory -> directory.resolve(name))
            .orElseGet(() -> cached("controlplane", "k8s.io/kubernetes", name));
    if (Files.isExecutable(binary)) {
      return binary;
    }
    if (assets.isPresent()) {
      throw new IllegalStateException(
          "KUBEBUILDER_ASSETS: %s has no %s; add it, or unset KUBEBUILDER_ASSETS and run `make"
                  .formatted(assets.get(), name)
              + " controlplane` (it needs Go 1.26 or newer)");
    }
    throw new IllegalStateException(
        "There is no %s at %s: run `make controlplane` (it needs Go 1.26 or newer), or set"
                .formatted(name, binary)
            + " KUBEBUILDER_ASSETS to a directory that has etcd, kube-apiserver,"
            + " kube-controller-manager and kubectl.");
  }

  /** Whether there is a kube-controller-manager; a prebuilt control plane of envtest has none. */
  public boolean haveControllerManager() {
    try {
      controlPlane("kube-controller-manager");
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** The CRD of HTTPRoute, as its Go module has it. */
  public Path httpRoutesCrd() {
    return copied(
        cached("gateway", "sigs.k8s.io/gateway-api", "httproutes.yaml"), "make controlplane");
  }

  /** A CRD of prometheus-operator, servicemonitors or prometheusrules, as its Go module has it. */
  public Path monitoringCrd(String plural) {
    return copied(monitoringFile(plural + ".yaml"), "tools/build monitoring-crds");
  }

  /** One of prometheus-operator, promtool, prometheus and alertmanager. */
  public Path monitoring(String name) {
    return built(monitoringFile(name));
  }

  private Path monitoringFile(String name) {
    return cached("monitoring", "github.com/prometheus-operator/prometheus-operator", name);
  }

  /** promtool of Prometheus 2. */
  public Path promtool2() {
    return built(cached("prometheus2", "github.com/prometheus/prometheus", "promtool"));
  }

  /** The tool by which {@code tools/control-plane} finds a prebuilt one. */
  public Path setupEnvtest() {
    return built(
        cached("envtest", "sigs.k8s.io/controller-runtime/tools/setup-envtest", "setup-envtest"));
  }

  /** Helm, which the chart is tested with. */
  public Path helm() {
    return built(cached("helm", "helm.sh/helm/v3", "helm"));
  }

  /** Our own command that tells what GitOps tools make of an object, built from these sources. */
  public Path gitopsHealth() {
    String version =
        version("gitops", "github.com/fluxcd/cli-utils")
            + "-"
            + checksum(
                modules().resolve("gitops/go.mod"),
                modules().resolve("gitops/cmd/gitops-health/main.go"));
    return built(cache.resolve("gitops").resolve(version).resolve("gitops-health"));
  }

  private static Path built(Path binary) {
    if (Files.isExecutable(binary)) {
      return binary;
    }
    throw new IllegalStateException(
        "There is no %s: run `make tools` (it needs Go 1.26 or newer).".formatted(binary));
  }

  private static Path copied(Path file, String command) {
    if (Files.exists(file)) {
      return file;
    }
    throw new IllegalStateException(
        "There is no %s: run `%s` (it needs Go 1.26 or newer).".formatted(file, command));
  }

  private Path cached(String module, String versionedBy, String name) {
    return cache.resolve(module).resolve(version(module, versionedBy)).resolve(name);
  }

  private static String version(String module, String dependency) {
    Path file = modules().resolve(module).resolve("go.mod");
    try {
      Matcher required =
          Pattern.compile(
                  "(?m)^\\s*(?:require\\s+)?" + Pattern.quote(dependency) + "\\s+(v[^\\s]+)")
              .matcher(Files.readString(file));
      if (!required.find()) {
        throw new IllegalStateException(
            file + " does not require " + dependency + "; restore the file from git.");
      }
      return required.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first 12 digits of the SHA-256 of these files one after the other, as in the script. */
  private static String checksum(Path... files) {
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        sum.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(sum.digest()).substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path modules() {
    Path start = Path.of(System.getProperty("user.dir"));
    return Stream.iterate(start, directory -> directory != null, Path::getParent)
        .map(directory -> directory.resolve("tools"))
        .filter(tools -> Files.exists(tools.resolve("controlplane").resolve("go.mod")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Neither %s nor a directory above it holds tools/controlplane/go.mod:"
                            .formatted(start)
                        + " run this from inside the project."));
  }

  private static Optional<Path> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()).map(Path::of);
  }
}
