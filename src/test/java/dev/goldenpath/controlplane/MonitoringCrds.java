package dev.goldenpath.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The CRDs of prometheus-operator as the pinned version has them, so that the project holds no copy
 * that could fall behind.
 */
public final class MonitoringCrds {
  private static final Pattern DOCUMENT_START = Pattern.compile("(?m)^---\\s*$");

  private final String[] documents;

  private MonitoringCrds(String[] documents) {
    this.documents = documents;
  }

  /** Asks the tool that {@code make tools} builds. */
  public static MonitoringCrds printedBy(Binaries binaries) {
    String all = new Tool(binaries.monitoring("prometheus-operator")).run("crds");
    return new MonitoringCrds(DOCUMENT_START.split(all));
  }

  /**
   * Reads those of ServiceMonitor and PrometheusRule that {@code tools/build monitoring-crds} takes
   * from the Go module, which saves compiling the tool.
   */
  public static MonitoringCrds ofModule(Binaries binaries) {
    return new MonitoringCrds(
        Stream.of("servicemonitors", "prometheusrules")
            .map(binaries::monitoringCrd)
            .map(MonitoringCrds::read)
            .toArray(String[]::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, each a YAML document. */
  public List<String> all() {
    return Arrays.stream(documents).filter(document -> !document.isBlank()).toList();
  }

  /** The CRD of ServiceMonitor as a YAML document. */
  public String serviceMonitors() {
    return crd("servicemonitors");
  }

  /** The CRD of PrometheusRule as a YAML document. */
  public String prometheusRules() {
    return crd("prometheusrules");
  }

  /** The CRD of Prometheus as a YAML document, for tests that let the real operator select. */
  public String prometheuses() {
    return crd("prometheuses");
  }

  /** The CRD of PrometheusAgent as a YAML document. */
  public String prometheusAgents() {
    return crd("prometheusagents");
  }

  /** The CRD of ThanosRuler as a YAML document. */
  public String thanosRulers() {
    return crd("thanosrulers");
  }

  private String crd(String plural) {
    Pattern name = Pattern.compile("(?m)^  name: " + plural + "\\.monitoring\\.coreos\\.com$");
    return Arrays.stream(documents)
        .filter(document -> name.matcher(document).find())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "prometheus-operator has no CRD named %s.monitoring.coreos.com:"
                            .formatted(plural)
                        + " was its version in tools/monitoring/go.mod changed?"));
  }
}
