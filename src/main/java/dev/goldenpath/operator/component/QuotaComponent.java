package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.List;
import java.util.Set;

/**
 * How much the namespace may use. CPU limits are not counted: a quota on them would refuse every
 * pod without one, and the path sets none (a CPU limit can throttle a healthy service).
 */
final class QuotaComponent implements Component {
  @Override
  public String name() {
    return "quota";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("cpu", "memory", "pods", "storage");
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(ApiKind.builtIn("", "v1", "ResourceQuota", "resourcequotas"));
  }

  @Override
  public Set<String> quantities() {
    return Set.of("spec.hard");
  }

  @Override
  public boolean isGuardrail() {
    return true;
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of("golden-quota");
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    Quantity memory = new Quantity(plan.text("quota.memory"));
    return List.of(
        new ResourceQuotaBuilder()
            .withMetadata(ObjectMetadata.metadata(plan, this, "golden-quota"))
            .withNewSpec()
            .addToHard("requests.cpu", new Quantity(plan.text("quota.cpu")))
            .addToHard("requests.memory", memory)
            .addToHard("limits.memory", memory)
            .addToHard("requests.storage", new Quantity(plan.text("quota.storage")))
            .addToHard("pods", new Quantity(plan.text("quota.pods")))
            .endSpec()
            .build());
  }
}
