package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.ObservedState;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** What a component is judged by beside its own objects. */
public final class ObservedStateReader {
  private final ApiKind namespaceKind;
  private final SecondaryResources inventory;
  private final PrometheusInformer prometheuses;

  public ObservedStateReader(
      ApiKind namespaceKind, SecondaryResources inventory, PrometheusInformer prometheuses) {
    this.namespaceKind = namespaceKind;
    this.inventory = inventory;
    this.prometheuses = prometheuses;
  }

  public ObservedState of(ServicePlan plan, List<GenericKubernetesResource> live) {
    Map<String, String> labels =
        inventory
            .find(namespaceKind, null, plan.service())
            .map(namespace -> namespace.getMetadata().getLabels())
            .orElse(Map.of());
    return new ObservedState(live, labels, prometheuses.all());
  }
}
