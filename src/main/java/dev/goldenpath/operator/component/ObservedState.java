package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import dev.goldenpath.operator.component.prometheus.PrometheusWorkloads;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The observed state that determines a component's readiness.
 *
 * @param live the live objects, in the order of the desired ones; read on demand, since few
 *     components depend on them
 * @param leftOver objects of the component that are no longer desired, and kept since they hold
 *     data
 * @param namespaceLabels of the service's namespace
 * @param absentNamespaces those that the path document names and that are known not to exist
 * @param workloads what may select ServiceMonitors and rules; read on demand, too
 */
public record ObservedState(
    Supplier<List<GenericKubernetesResource>> live,
    List<GenericKubernetesResource> leftOver,
    Map<String, String> namespaceLabels,
    Set<String> absentNamespaces,
    Supplier<PrometheusWorkloads> workloads) {

  /**
   * A sentence about each object that is no longer desired and was left alone.
   *
   * @param wayOut what to do about it
   */
  Stream<String> leftOver(String wayOut) {
    return leftOver.stream()
        .map(
            object ->
                "%s %s is left over and keeps running; %s"
                    .formatted(object.getKind(), object.getMetadata().getName(), wayOut));
  }

  /** Whether a workload of prometheus-operator selects the component's one object. */
  PrometheusSelection.Result selectedBy(PrometheusSelection selection, Platform platform) {
    return selection.of(live.get().get(0), namespaceLabels, workloads.get(), platform);
  }
}
