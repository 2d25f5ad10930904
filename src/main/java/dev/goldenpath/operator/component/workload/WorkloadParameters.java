package dev.goldenpath.operator.component.workload;

import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.Durations;
import dev.goldenpath.operator.goldenpath.Quantities;
import dev.goldenpath.operator.goldenpath.Requested;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The parameters of a workload, and which of their values do not go together. */
public final class WorkloadParameters {
  /** Their names, without the component's. */
  public static final Set<String> NAMES =
      Set.of(
          "cpu",
          "memory",
          "minReplicas",
          "maxReplicas",
          "targetCpu",
          "scaling",
          "port",
          "metricsPort",
          "probes",
          "readyPath",
          "livePath",
          "startup",
          "progressDeadline",
          "drain",
          "grace",
          "podSecurity");

  private final Map<String, String> values;
  private final List<Contradiction> found = new ArrayList<>();

  private WorkloadParameters(Map<String, String> values) {
    this.values = values;
  }

  /** The contradictions among these values; without an image, nothing must fit. */
  public static List<Contradiction> contradictions(
      Map<String, String> values, Requested requested) {
    WorkloadParameters parameters = new WorkloadParameters(values);
    parameters.find();
    if (requested.image().isPresent()) {
      parameters.found.addAll(MinimumSize.contradictions(values, requested));
    }
    return parameters.found;
  }

  private void find() {
    String least = text("workload.minReplicas");
    String most = text("workload.maxReplicas");
    if (Quantities.isLess(most, least)) {
      add(
          "makes minReplicas %s and maxReplicas %s; minReplicas must be at most maxReplicas"
              .formatted(least, most),
          "workload.minReplicas",
          "workload.maxReplicas");
    }
    String drain = text("workload.drain");
    String grace = text("workload.grace");
    if (Durations.seconds(drain) >= Durations.seconds(grace)) {
      add(
          "makes drain %s and grace %s; drain must be shorter, since it is a part of grace"
              .formatted(drain, grace),
          "workload.drain",
          "workload.grace");
    }
    if (text("monitoring.port").equals(WorkloadPorts.HTTP)
        && !text("workload.metricsPort").equals(text("workload.port"))) {
      add(
          "makes the metrics port %s and the port for requests %s, both named http; give monitoring.port another name"
              .formatted(text("workload.metricsPort"), text("workload.port")),
          "monitoring.port",
          "workload.metricsPort",
          "workload.port");
    }
    if (text("workload.podSecurity").equals("baseline")
        && text("namespace.podSecurity").equals("restricted")) {
      add(
          "makes pods for baseline in a namespace that enforces restricted, which would refuse them",
          "workload.podSecurity",
          "namespace.podSecurity");
    }
  }

  private void add(String problem, String... parameters) {
    found.add(new Contradiction(List.of(parameters), problem));
  }

  private String text(String parameter) {
    return Objects.requireNonNull(values.get(parameter));
  }
}
