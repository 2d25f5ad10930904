package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithOperator;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvergenceIT extends WithOperator {

  @ParameterizedTest
  @EnumSource
  void a_second_pass_over_a_settled_service_writes_nothing(Tier tier, FreshName name) {
    services.createReady(name.value(), tier.text());
    Map<String, String> before = services.versions(name.value());
    assertThat(before).hasSize(Plans.objects());

    String touched = touch(name.value());

    assertThat(services.versions(name.value())).isEqualTo(before);
    assertThat(services.get(name.value()).getMetadata().getResourceVersion())
        .as("the status was written again: %s", services.get(name.value()).getStatus())
        .isEqualTo(touched);
  }

  /** Changes an annotation of ours that is no hatch, and waits until the pass it causes is over. */
  private String touch(String name) {
    operator.awaitIdle();
    long passes = operator.passes();
    GoldenService touched =
        services.edit(
            name,
            service -> {
              service.getMetadata().getAnnotations().put("goldenpath.dev/confirm-deletion", "1");
              return service;
            });
    await().until(() -> operator.passes() > passes);
    return touched.getMetadata().getResourceVersion();
  }
}
