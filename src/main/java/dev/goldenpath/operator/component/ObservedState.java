package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a component is judged by.
 *
 * @param live the desired objects as the cluster has them, in the same order
 * @param namespaceLabels of the service's namespace
 * @param prometheuses every Prometheus object of the cluster; empty where they cannot be read
 */
public record ObservedState(
    List<GenericKubernetesResource> live,
    Map<String, String> namespaceLabels,
    Optional<List<Prometheus>> prometheuses) {

  /** Whether a Prometheus takes the component's one object. */
  PrometheusSelection.Result selectedBy(PrometheusSelection selection) {
    return selection.of(live.get(0), namespaceLabels, prometheuses);
  }
}
