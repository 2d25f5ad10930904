package dev.goldenpath.operator.component.prometheus;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkload.Kind;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkload.Selectors;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a workload of prometheus-operator selects a ServiceMonitor or a PrometheusRule: nothing
 * else reports this to the user. One that does is enough.
 *
 * <p>That none does is a failure only with evidence: each kind that could select it was read, and a
 * workload in a monitoring namespace of the path document is meant to read it from other
 * namespaces. A workload elsewhere is somebody else's, and says nothing about the platform.
 */
public enum PrometheusSelection {
  MONITOR(List.of(Kind.PROMETHEUS, Kind.AGENT), PrometheusWorkload::monitors),
  RULE(List.of(Kind.PROMETHEUS, Kind.RULER), PrometheusWorkload::rules);

  /** So many workloads are named: a large cluster may have one for each team. */
  private static final int NAMED = 5;

  private final List<Kind> readers;
  private final Function<PrometheusWorkload, Selectors> selectors;

  /**
   * The result of the search.
   *
   * @param good false if the object is known not to be selected
   * @param reason from {@link Reason}
   * @param message a sentence
   * @param selectedBy the workload that selects the object, if one is known
   */
  public record Result(
      boolean good, String reason, String message, Optional<PrometheusWorkload> selectedBy) {}

  PrometheusSelection(List<Kind> readers, Function<PrometheusWorkload, Selectors> selectors) {
    this.readers = readers;
    this.selectors = selectors;
  }

  /**
   * Whether any of them selects the object.
   *
   * @param namespaceLabels the labels of the object's namespace
   */
  public Result of(
      GenericKubernetesResource object,
      Map<String, String> namespaceLabels,
      PrometheusWorkloads workloads,
      Platform platform) {
    Optional<String> refused = refused(object);
    if (refused.isPresent()) {
      return new Result(false, Reason.NOT_ACCEPTED, refused.get(), Optional.empty());
    }
    List<String> expected = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (PrometheusWorkload workload : workloads.all()) {
      if (!readers.contains(workload.kind())) {
        continue;
      }
      Optional<String> obstacle = obstacle(workload, object, namespaceLabels);
      if (obstacle.isEmpty()) {
        return new Result(
            true, Reason.SELECTED, "selected by " + workload.title(), Optional.of(workload));
      }
      boolean isEvidence =
          selectors.apply(workload).reachFurther()
              && platform.monitoringNamespaces().contains(workload.namespace());
      (isEvidence ? expected : others).add(workload.title() + " " + obstacle.get());
    }
    List<String> unread =
        readers.stream()
            .filter(workloads.unread()::containsKey)
            .map(kind -> kind.text() + " objects " + workloads.unread().get(kind))
            .toList();
    boolean known = !expected.isEmpty() && unread.isEmpty() && platform.enforcesSelection();
    String why =
        joined(Stream.of(unread, expected, others).flatMap(List::stream).toList())
            .orElseGet(() -> "there is no " + kinds() + " object");
    return known
        ? new Result(false, Reason.NOT_SELECTED, why, Optional.empty())
        : new Result(
            true,
            Reason.APPLIED,
            "whether a " + kinds() + " selects it is unknown: " + why,
            Optional.empty());
  }

  private String kinds() {
    return readers.stream().map(Kind::text).collect(Collectors.joining(" or "));
  }

  private static Optional<String> joined(List<String> parts) {
    String more = parts.size() <= NAMED ? "" : "; and " + (parts.size() - NAMED) + " more";
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(parts.stream().limit(NAMED).collect(Collectors.joining("; ")) + more);
  }

  private Optional<String> obstacle(
      PrometheusWorkload workload,
      GenericKubernetesResource object,
      Map<String, String> namespaceLabels) {
    Selectors wanted = selectors.apply(workload);
    String home = object.getMetadata().getNamespace();
    if (wanted.objects().isEmpty()) {
      return Optional.of("selects no " + object.getKind());
    }
    if (wanted.namespaces().isEmpty() && !home.equals(workload.namespace())) {
      return Optional.of("looks only into its own namespace");
    }
    return wanted
        .namespaces()
        .flatMap(selector -> LabelRequirement.unmet(selector, namespaceLabels))
        .map(
            label ->
                "looks into namespaces with %s, which this one lacks (spec.platform.namespaceLabels)"
                    .formatted(label))
        .or(
            () ->
                LabelRequirement.unmet(wanted.objects().get(), object.getMetadata().getLabels())
                    .map(
                        label ->
                            "selects by %s, which %s %s lacks (spec.platform.monitoringLabels)"
                                .formatted(
                                    label, object.getKind(), object.getMetadata().getName())));
  }

  /** If prometheus-operator writes bindings, they report whether it accepts the object. */
  private static Optional<String> refused(GenericKubernetesResource object) {
    List<?> bindings = list(object.get("status", "bindings"));
    return bindings.stream()
        .flatMap(binding -> list(((Map<?, ?>) binding).get("conditions")).stream())
        .map(condition -> (Map<?, ?>) condition)
        .filter(
            condition ->
                "Accepted".equals(condition.get("type")) && "False".equals(condition.get("status")))
        .map(condition -> "prometheus-operator does not accept it: " + condition.get("message"))
        .findFirst();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
