package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.ObservedState;
import dev.goldenpath.operator.component.Readiness;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** Reads what the readiness of a component depends on, beside its own objects. */
public final class ObservedStateReader {
  private final ApiKind namespaceKind;
  private final SecondaryResources secondary;
  private final PrometheusInformer prometheuses;

  public ObservedStateReader(
      ApiKind namespaceKind, SecondaryResources secondary, PrometheusInformer prometheuses) {
    this.namespaceKind = namespaceKind;
    this.secondary = secondary;
    this.prometheuses = prometheuses;
  }

  /** The readiness of a component with these live objects. */
  public Readiness readiness(ComponentContext context, List<GenericKubernetesResource> live) {
    return context.component().readiness(context.plan(), of(context.plan().service(), live));
  }

  private ObservedState of(String service, List<GenericKubernetesResource> live) {
    Map<String, String> labels =
        secondary
            .find(namespaceKind, null, service)
            .map(namespace -> namespace.getMetadata().getLabels())
            .orElse(Map.of());
    return new ObservedState(live, labels, prometheuses.all());
  }
}
