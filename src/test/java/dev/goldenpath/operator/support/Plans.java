package dev.goldenpath.operator.support;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.path.Documents;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans of the service shop, tier gold, by its annotations and by what its status says. */
public final class Plans {
  private Plans() {}

  public static ServicePlan plan(Map<String, String> annotations) {
    return plan(annotations, Optional.empty());
  }

  public static ServicePlan plan(
      Map<String, String> annotations, Optional<GoldenServiceStatus> before) {
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder()
            .withName("shop")
            .withUid("uid")
            .withAnnotations(annotations)
            .build());
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam("payments");
    spec.setTier("gold");
    service.setSpec(spec);
    service.setStatus(before.orElse(null));
    return new PlanResolver(Set.of())
        .resolve(service, Documents.readBuiltIn())
        .plan()
        .orElseThrow();
  }

  /** A status as the API server would have it, in YAML. */
  public static GoldenServiceStatus status(String yaml) {
    return Serialization.unmarshal(yaml, GoldenServiceStatus.class);
  }
}
