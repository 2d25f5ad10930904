package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.FaultProxy;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A service that is deleted and made anew at once, as {@code kubectl replace --force} and the
 * forced syncs of GitOps tools do: the operator may see the new one before it has heard that its
 * own last write to the old one went through.
 */
class RecreationIT extends WithOperator {
  /** At once, and no more: each holds one of the operator's threads. */
  private static final int SERVICES = 5;

  @Test
  void a_service_made_anew_before_the_end_of_its_deletion_was_heard_of_is_not_deaf(FreshName name) {
    List<String> names =
        IntStream.range(0, SERVICES).mapToObj(i -> name.value() + "-" + i).toList();
    operator.close();
    CountDownLatch late = new CountDownLatch(1);
    try (FaultProxy proxy = FaultProxy.before(controlPlane.admin().getConfiguration());
        RunningOperator slow = RunningOperator.start(controlPlane.operator(proxy.url()))) {
      names.forEach(service -> services.createReady(service, "bronze"));
      slow.awaitIdle();

      // Nothing but the removal of its finalizer is written to a service that is being deleted.
      FaultProxy.Rule removals =
          proxy.each(
              call ->
                  call.method().equals("PATCH")
                      && names.stream().anyMatch(service -> call.isOf("goldenservices", service))
                      && isBeingDeleted(nameIn(call.path())),
              Fault.holdAnswer(late));
      names.forEach(service -> services.resource(service).delete());
      removals.awaitHeld(SERVICES);
      // Of another tier, so that it takes news of the database to become ready.
      names.forEach(service -> services.create(service, "gold"));
      // One watch tells of all of them, in order.
      String afterwards = name.value() + "-last";
      services.create(afterwards, "bronze");
      await(afterwards).until(() -> !services.get(afterwards).getFinalizers().isEmpty());
      late.countDown();

      names.forEach(services::makeReady);
      names.forEach(
          service -> services.annotate(service, "override.goldenpath.dev/quota.pods", "33"));
      names.forEach(this::awaitOverride);
      assertThat(names)
          .allSatisfy(
              service ->
                  assertThat(services.get(service).getFinalizers())
                      .containsExactly(GoldenService.FINALIZER));
    } finally {
      late.countDown();
      operator = RunningOperator.start(controlPlane.operator());
    }
  }

  private boolean isBeingDeleted(String service) {
    GoldenService now = services.get(service);
    return now != null && now.isMarkedForDeletion();
  }

  private void awaitOverride(String service) {
    await("the override of " + service)
        .untilAsserted(
            () -> {
              ResourceQuota quota =
                  controlPlane
                      .admin()
                      .resourceQuotas()
                      .inNamespace(service)
                      .withName("golden-quota")
                      .get();
              assertThat(quota.getSpec().getHard().get("pods").getAmount()).isEqualTo("33");
            });
  }

  private static String nameIn(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
