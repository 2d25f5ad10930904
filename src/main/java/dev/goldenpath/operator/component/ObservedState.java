package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.openshift.api.model.monitoring.v1.Prometheus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The observed state that determines a component's readiness.
 *
 * @param live the live objects, in the order of the desired ones
 * @param leftOver objects of the component that are no longer desired, and kept since they hold
 *     data
 * @param namespaceLabels of the service's namespace
 * @param prometheuses every Prometheus object of the cluster; empty if they cannot be read
 */
public record ObservedState(
    List<GenericKubernetesResource> live,
    List<GenericKubernetesResource> leftOver,
    Map<String, String> namespaceLabels,
    Optional<List<Prometheus>> prometheuses) {

  /** Whether a Prometheus selects the component's one object. */
  PrometheusSelection.Result selectedBy(PrometheusSelection selection) {
    return selection.of(live.get(0), namespaceLabels, prometheuses);
  }
}
