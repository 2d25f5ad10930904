package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.FaultProxy;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithGoldenPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A move to another revision that takes more than one reconciliation. */
class InterruptedMoveIT extends WithGoldenPath {
  private static final String MORE_PODS =
      "components: { quota: { parameters: { pods: { tiers: { bronze: 25 } } } } }";

  @Test
  void a_service_whose_first_attempt_was_rejected_can_still_go_back(FreshName name) {
    String service = ready(name.value(), Map.of());
    operator.close();
    try (FaultProxy proxy = FaultProxy.before(controlPlane.admin().getConfiguration());
        RunningOperator rejected = RunningOperator.start(controlPlane.operator(proxy.url()))) {
      rejected.awaitIdle();
      FaultProxy.Rule rejection =
          proxy.nth(
              1, ApiCall.writeOf(service, "resourcequotas", "golden-quota"), Fault.answer(403));

      paths.applyInOneWave("1.1.0", MORE_PODS);
      services.awaitVersion(service, "1.1.0");
      assertThat(rejection.met()).isEqualTo(1);
      assertThat(services.get(service).getStatus().path().lastGood()).isEqualTo("1.0.0");
      services.databaseFails(service);

      services.awaitVersion(service, "1.0.0");
    } finally {
      operator = RunningOperator.start(controlPlane.operator(), pathFile());
    }
  }
}
