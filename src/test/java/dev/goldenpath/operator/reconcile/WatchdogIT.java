package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service that the framework has lost, while it serves all others. */
class WatchdogIT extends WithOperator {

  @Test
  void a_service_that_nothing_wakes_any_more_is_brought_back(FreshName name) {
    services.createReady(name.value(), "bronze");
    operator.close();
    operator =
        RunningOperator.start(controlPlane.operator(), Optional.empty(), Duration.ofSeconds(3));
    await().until(() -> operator.passes() > 0);
    operator.deafen(name.value());

    services.annotate(name.value(), "override.goldenpath.dev/quota.pods", "33");
    await("it is noticed")
        .atMost(Duration.ofSeconds(30))
        // Until the next look of the watchdog, which brings it back.
        .pollInterval(Duration.ofMillis(50))
        .until(() -> operator.overlooked() > 0);

    await("it is brought back")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(services.get(name.value()).getStatus().hatches(HatchKind.OVERRIDE))
                    .extracting(each -> each.value())
                    .containsExactly("33"));
    await().until(() -> operator.overlooked() == 0);
    assertThat(operator.died()).as("without a restart").isFalse();
  }
}
