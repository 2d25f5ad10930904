package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After an upgrade: what an earlier release wrote of hatches, the schema has pruned. */
class FormerStatusIT extends WithOperator {
  @Test
  void hatches_are_listed_again_since_their_annotations_were_written(FreshName name) {
    services.createReady(name.value(), "bronze");
    controlPlane.kubectl("annotate", "gsvc", name.value(), "override.goldenpath.dev/quota.pods=33");
    await().untilAsserted(() -> assertThat(hatches(name)).hasSize(1));
    Instant written = annotated(name);

    // Times have whole seconds.
    await().until(() -> Instant.now().isAfter(written.plus(Duration.ofSeconds(2))));
    whileDown(
        () -> {
          try (KubernetesClient writer = controlPlane.operator()) {
            writer
                .resources(GoldenService.class)
                .withName(name.value())
                .subresource("status")
                .patch(
                    PatchContext.of(PatchType.JSON_MERGE),
                    "{\"status\":{\"hatches\":null,\"observedHatches\":null}}");
          }
          assertThat(hatches(name)).isEmpty();
        });

    await().untilAsserted(() -> assertThat(hatches(name)).hasSize(1));
    HatchStatus hatch = hatches(name).get(0);
    assertThat(hatch.target()).isEqualTo("quota.pods");
    assertThat(hatch.since()).isEqualTo(written.toString());
  }

  private List<HatchStatus> hatches(FreshName name) {
    return services.get(name.value()).getStatus().hatches();
  }

  private Instant annotated(FreshName name) {
    return services.get(name.value()).getMetadata().getManagedFields().stream()
        .filter(entry -> entry.getManager().equals("kubectl-annotate"))
        .map(entry -> Instant.parse(entry.getTime()))
        .findFirst()
        .orElseThrow();
  }
}
