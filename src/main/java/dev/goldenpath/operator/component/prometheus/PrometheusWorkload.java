package dev.goldenpath.operator.component.prometheus;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What prometheus-operator calls a workload: an object that reads ServiceMonitors, PrometheusRules
 * or both. A selector that is absent selects nothing, an empty one everything; an absent namespace
 * selector selects only the namespace of the workload.
 *
 * @param monitors how it selects ServiceMonitors
 * @param rules how it selects PrometheusRules
 * @param retention how long it keeps data, as its owner set it
 * @param limitsSize whether its owner set a size to keep
 */
public record PrometheusWorkload(
    Kind kind,
    String namespace,
    String name,
    Selectors monitors,
    Selectors rules,
    Optional<String> retention,
    boolean limitsSize) {
  /** A kind of workload. An agent evaluates no rules, and a ruler scrapes nothing. */
  public enum Kind {
    PROMETHEUS("v1", "Prometheus", "prometheuses"),
    AGENT("v1alpha1", "PrometheusAgent", "prometheusagents"),
    RULER("v1", "ThanosRuler", "thanosrulers");

    public static final String GROUP = "monitoring.coreos.com";

    private final String version;
    private final String text;
    private final String plural;

    Kind(String version, String text, String plural) {
      this.version = version;
      this.text = text;
      this.plural = plural;
    }

    public String version() {
      return version;
    }

    public String apiVersion() {
      return GROUP + "/" + version;
    }

    /** The kind as manifests spell it. */
    public String text() {
      return text;
    }

    public String plural() {
      return plural;
    }
  }

  /** A pair of selectors: of objects by their labels, and of namespaces by theirs. */
  public record Selectors(Optional<LabelSelector> objects, Optional<LabelSelector> namespaces) {
    static final Selectors NONE = new Selectors(Optional.empty(), Optional.empty());

    /** Whether it is meant to read objects of other namespaces. */
    boolean reachFurther() {
      return objects.isPresent() && namespaces.isPresent();
    }
  }

  /** The workload that an object describes. */
  public static PrometheusWorkload of(Kind kind, GenericKubernetesResource object) {
    Map<?, ?> spec = object.get("spec") instanceof Map<?, ?> map ? map : Map.of();
    return new PrometheusWorkload(
        kind,
        object.getMetadata().getNamespace(),
        object.getMetadata().getName(),
        kind == Kind.RULER ? Selectors.NONE : selectors(spec, "serviceMonitor"),
        kind == Kind.AGENT ? Selectors.NONE : selectors(spec, "rule"),
        Optional.ofNullable(spec.get("retention")).map(String::valueOf),
        spec.get("retentionSize") != null);
  }

  private static Selectors selectors(Map<?, ?> spec, String prefix) {
    return new Selectors(
        selector(spec.get(prefix + "Selector")), selector(spec.get(prefix + "NamespaceSelector")));
  }

  /** The CRD's schema guarantees the types, not that anything is there. */
  private static Optional<LabelSelector> selector(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> selector)) {
      return Optional.empty();
    }
    LabelSelector read = new LabelSelector();
    if (selector.get("matchLabels") instanceof Map<?, ?> labels) {
      Map<String, String> matched = new TreeMap<>();
      labels.forEach((key, label) -> matched.put(String.valueOf(key), String.valueOf(label)));
      read.setMatchLabels(matched);
    }
    read.setMatchExpressions(
        maps(selector.get("matchExpressions")).map(PrometheusWorkload::requirement).toList());
    return Optional.of(read);
  }

  private static LabelSelectorRequirement requirement(Map<?, ?> expression) {
    List<String> values =
        expression.get("values") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    return new LabelSelectorRequirement(
        String.valueOf(expression.get("key")), String.valueOf(expression.get("operator")), values);
  }

  private static Stream<Map<?, ?>> maps(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item)
        : Stream.empty();
  }

  /** As messages name it. */
  String title() {
    return kind.text() + " " + namespace + "/" + name;
  }
}
