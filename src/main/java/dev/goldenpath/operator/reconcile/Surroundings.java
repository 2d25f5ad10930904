package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Observed;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** What a component is judged by beside its own objects. */
final class Surroundings {
  private final ApiKind namespaceKind;
  private final Inventory inventory;
  private final Prometheuses prometheuses;

  Surroundings(ApiKind namespaceKind, Inventory inventory, Prometheuses prometheuses) {
    this.namespaceKind = namespaceKind;
    this.inventory = inventory;
    this.prometheuses = prometheuses;
  }

  Observed of(ServicePlan plan, List<GenericKubernetesResource> live) {
    Map<String, String> labels =
        inventory
            .find(namespaceKind, null, plan.service())
            .map(namespace -> namespace.getMetadata().getLabels())
            .orElse(Map.of());
    return new Observed(live, labels, prometheuses.all());
  }
}
