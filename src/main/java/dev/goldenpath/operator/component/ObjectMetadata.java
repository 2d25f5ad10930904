package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The metadata of every object. */
final class ObjectMetadata {
  private ObjectMetadata() {}

  /** The labels by which the operator identifies its objects. */
  static Map<String, String> of(ServicePlan plan, Component component) {
    return new TreeMap<>(
        Map.of(
            Labels.MANAGED_BY, FieldManager.NAME,
            Labels.SERVICE, plan.service(),
            Labels.COMPONENT, component.name()));
  }

  /** Metadata of an object in the service's namespace. */
  static ObjectMeta metadata(ServicePlan plan, Component component, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(plan.service())
        .withLabels(of(plan, component))
        .build();
  }
}
