package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.goldenpath.Requested;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The defaults for containers without requests or limits. There is no default CPU limit. */
final class LimitsComponent implements Component {
  @Override
  public String name() {
    return "limits";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("cpuRequest", "memoryRequest", "memoryLimit");
  }

  @Override
  public List<Contradiction> contradictions(
      Map<String, String> values, Requested requested, Platform platform) {
    Quantity request = new Quantity(values.get("limits.memoryRequest"));
    Quantity limit = new Quantity(values.get("limits.memoryLimit"));
    return request.getNumericalAmount().compareTo(limit.getNumericalAmount()) <= 0
        ? List.of()
        : List.of(
            new Contradiction(
                List.of("limits.memoryRequest", "limits.memoryLimit"),
                "requests %s of memory, more than the limit of %s; it must be at most the limit"
                    .formatted(request, limit)));
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(ApiKind.builtIn("", "v1", "LimitRange", "limitranges"));
  }

  @Override
  public Set<String> quantities() {
    return Set.of(
        "spec.limits.default",
        "spec.limits.defaultRequest",
        "spec.limits.max",
        "spec.limits.maxLimitRequestRatio",
        "spec.limits.min");
  }

  @Override
  public boolean isGuardrail() {
    return true;
  }

  /** Containers that start get its defaults. */
  @Override
  public boolean canHurtOthers() {
    return true;
  }

  @Override
  public Object settings(Platform platform) {
    return List.of();
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of("golden-limits");
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return List.of(
        new LimitRangeBuilder()
            .withMetadata(ObjectMetadata.metadata(plan, this, "golden-limits"))
            .withNewSpec()
            .addNewLimit()
            .withType("Container")
            .addToDefaultRequest("cpu", new Quantity(plan.text("limits.cpuRequest")))
            .addToDefaultRequest("memory", new Quantity(plan.text("limits.memoryRequest")))
            .addToDefault("memory", new Quantity(plan.text("limits.memoryLimit")))
            .endLimit()
            .endSpec()
            .build());
  }
}
