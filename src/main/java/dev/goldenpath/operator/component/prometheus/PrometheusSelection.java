package dev.goldenpath.operator.component.prometheus;

import dev.goldenpath.operator.api.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Prometheus of the cluster selects a ServiceMonitor or a PrometheusRule: nothing else
 * reports this to the user. By the rules of prometheus-operator: no selector selects nothing, an
 * empty one selects everything, and no namespace selector selects only the namespace of the
 * Prometheus.
 */
public enum PrometheusSelection {
  MONITOR(
      PrometheusSpec::getServiceMonitorSelector,
      PrometheusSpec::getServiceMonitorNamespaceSelector),
  RULE(PrometheusSpec::getRuleSelector, PrometheusSpec::getRuleNamespaceSelector);

  private final Function<PrometheusSpec, LabelSelector> selector;
  private final Function<PrometheusSpec, LabelSelector> namespaces;

  /**
   * The result of the search.
   *
   * @param good false if the object is known not to be selected
   * @param reason from {@link Reason}
   * @param message a sentence
   * @param selectedBy the Prometheus that selects the object, if one is known
   */
  public record Result(
      boolean good, String reason, String message, Optional<Prometheus> selectedBy) {}

  PrometheusSelection(
      Function<PrometheusSpec, LabelSelector> selector,
      Function<PrometheusSpec, LabelSelector> namespaces) {
    this.selector = selector;
    this.namespaces = namespaces;
  }

  /**
   * Whether any of them selects the object.
   *
   * @param namespaceLabels the labels of the object's namespace
   * @param prometheuses every Prometheus object of the cluster; empty if they cannot be read
   */
  public Result of(
      GenericKubernetesResource object,
      Map<String, String> namespaceLabels,
      Optional<List<Prometheus>> prometheuses) {
    Optional<String> refused = refused(object);
    if (refused.isPresent()) {
      return new Result(false, Reason.NOT_ACCEPTED, refused.get(), Optional.empty());
    }
    if (prometheuses.isEmpty()) {
      return unknown("Prometheus objects cannot be read");
    }
    List<String> obstacles = new ArrayList<>();
    for (Prometheus prometheus : prometheuses.get()) {
      Optional<String> obstacle = obstacle(prometheus, object, namespaceLabels);
      String name =
          prometheus.getMetadata().getNamespace() + "/" + prometheus.getMetadata().getName();
      if (obstacle.isEmpty()) {
        return new Result(
            true, Reason.SELECTED, "selected by Prometheus " + name, Optional.of(prometheus));
      }
      obstacles.add("Prometheus " + name + " " + obstacle.get());
    }
    return obstacles.isEmpty()
        ? unknown("there is no Prometheus object")
        : new Result(false, Reason.NOT_SELECTED, String.join("; ", obstacles), Optional.empty());
  }

  private static Result unknown(String why) {
    return new Result(
        true,
        Reason.APPLIED,
        "whether a Prometheus selects it is unknown: " + why,
        Optional.empty());
  }

  private Optional<String> obstacle(
      Prometheus prometheus, GenericKubernetesResource object, Map<String, String> namespace) {
    LabelSelector objects = selector.apply(prometheus.getSpec());
    LabelSelector homes = namespaces.apply(prometheus.getSpec());
    String home = object.getMetadata().getNamespace();
    if (objects == null) {
      return Optional.of("selects no " + object.getKind());
    }
    if (homes == null && !home.equals(prometheus.getMetadata().getNamespace())) {
      return Optional.of("looks only into its own namespace");
    }
    return missing(homes, namespace)
        .map(label -> "looks into namespaces with " + label + ", which this one lacks")
        .or(
            () ->
                missing(objects, object.getMetadata().getLabels())
                    .map(
                        label ->
                            "selects by %s, which %s %s lacks"
                                .formatted(
                                    label, object.getKind(), object.getMetadata().getName())));
  }

  /** The first requirement of a selector that labels do not meet. */
  private static Optional<String> missing(LabelSelector selector, Map<String, String> labels) {
    if (selector == null) {
      return Optional.empty();
    }
    return selector.getMatchLabels().entrySet().stream()
        .filter(label -> !label.getValue().equals(labels.get(label.getKey())))
        .map(label -> label.getKey() + "=" + label.getValue())
        .findFirst()
        .or(
            () ->
                selector.getMatchExpressions().stream()
                    .filter(requirement -> !meets(requirement, labels))
                    .map(
                        requirement ->
                            "%s %s %s"
                                .formatted(
                                    requirement.getKey(),
                                    requirement.getOperator(),
                                    requirement.getValues())
                                .strip())
                    .findFirst());
  }

  private static boolean meets(LabelSelectorRequirement requirement, Map<String, String> labels) {
    String value = labels.get(requirement.getKey());
    return switch (requirement.getOperator()) {
      case "In" -> value != null && requirement.getValues().contains(value);
      case "NotIn" -> value == null || !requirement.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
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
