package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.goldenpath.Quantities;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How much the namespace may use. CPU limits are not counted: a quota on them would refuse every
 * pod without one, and the path sets none (a CPU limit can throttle a healthy service).
 */
final class QuotaComponent implements Component {
  private static final String HARD = "spec.hard.";

  /** The resource that a parameter bounds; the limits of memory follow its requests. */
  private static final Map<String, String> RESOURCES =
      Map.of(
          "cpu", "requests.cpu",
          "memory", "requests.memory",
          "pods", "pods",
          "storage", "requests.storage");

  @Override
  public String name() {
    return "quota";
  }

  @Override
  public Set<String> parameters() {
    return RESOURCES.keySet();
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
  public boolean canHurtOthers() {
    return true;
  }

  /**
   * The API server accepts a quota below what is in use, without a word: what runs goes on, and
   * nothing more can start.
   */
  @Override
  public Set<Effect> effects(
      ServicePlan plan, FieldChange change, Optional<GenericKubernetesResource> live) {
    if (!change.path().startsWith(HARD)) {
      return Set.of();
    }
    String resource = change.path().substring(HARD.length());
    return live.map(quota -> quota.get("status", "used", resource))
            .filter(used -> Quantities.isLess(change.to(), used))
            .isPresent()
        ? Set.of(Effect.EXCEEDS_USAGE)
        : Set.of();
  }

  @Override
  public Object settings(Platform platform) {
    return List.of();
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of("golden-quota");
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    Map<String, Quantity> hard = new TreeMap<>();
    RESOURCES.forEach(
        (parameter, resource) -> hard.put(resource, new Quantity(plan.text("quota." + parameter))));
    hard.put("limits.memory", new Quantity(plan.text("quota.memory")));
    return List.of(
        new ResourceQuotaBuilder()
            .withMetadata(ObjectMetadata.metadata(plan, this, "golden-quota"))
            .withNewSpec()
            .withHard(hard)
            .endSpec()
            .build());
  }

  @Override
  public boolean hasLiveValues() {
    return true;
  }

  @Override
  public LiveValues live(
      Stream<GenericKubernetesResource> objects, Platform platform, Instant now) {
    Map<String, String> granted = new HashMap<>();
    for (GenericKubernetesResource quota : objects.toList()) {
      if (quota.get("spec", "hard") instanceof Map<?, ?> hard) {
        RESOURCES.forEach(
            (parameter, resource) -> {
              if (hard.get(resource) != null) {
                granted.put("quota." + parameter, hard.get(resource).toString());
              }
            });
      }
    }
    return new LiveValues(granted, false);
  }
}
