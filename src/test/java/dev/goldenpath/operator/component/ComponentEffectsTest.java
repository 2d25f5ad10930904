package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentEffectsTest {
  private static final ServicePlan PLAN = Rendering.plan("gold", Map.of());

  private static final Optional<GenericKubernetesResource> USED =
      Optional.of(
          Serialization.unmarshal(
              """
              apiVersion: v1
              kind: ResourceQuota
              metadata: { name: golden-quota }
              status: { used: { requests.memory: "17179869184", pods: "30" } }
              """,
              GenericKubernetesResource.class));

  @ParameterizedTest
  @CsvSource({
    "spec.hard.requests.memory, 32Gi, 8Gi, true",
    "spec.hard.requests.memory, 32Gi, 16Gi, false",
    "spec.hard.requests.memory, 8Gi, 24Gi, false",
    "spec.hard.pods, 50, 29, true",
    "spec.hard.requests.cpu, 8, 1, false",
    "metadata.labels.pods, 50, 29, false"
  })
  void a_quota_below_what_is_used(String field, String from, String to, boolean exceeds) {
    FieldChange change = new FieldChange("ResourceQuota", "golden-quota", field, from, to);

    assertThat(new QuotaComponent().effects(PLAN, change, USED).contains(Effect.EXCEEDS_USAGE))
        .isEqualTo(exceeds);
    assertThat(new QuotaComponent().effects(PLAN, change, Optional.empty())).isEmpty();
  }

  @Test
  void network_and_database_say_what_their_changes_do() {
    FieldChange peer = new FieldChange("NetworkPolicy", "allow-platform", "spec.ingress", 1, null);
    FieldChange size = new FieldChange("Cluster", "postgres", "spec.storage.size", "1Gi", "2Gi");

    assertThat(new NetworkComponent().effects(PLAN, peer, Optional.empty()))
        .containsExactly(Effect.CONNECTIONS_CUT);
    assertThat(new PostgresComponent().effects(PLAN, size, Optional.empty()))
        .containsExactly(Effect.IRREVERSIBLE);
  }

  @Test
  void what_decides_about_pods_and_connections_can_hurt_others() {
    assertThat(
            Components.ALL.stream()
                .filter(Component::canHurtOthers)
                .map(Component::name)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "namespace", "quota", "limits", "network", "postgres", "queue", "workload", "route");
    assertThat(
            Components.ALL.stream()
                .filter(Component::measuresErrorBudget)
                .map(Component::name)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("monitoring", "slo");
  }
}
