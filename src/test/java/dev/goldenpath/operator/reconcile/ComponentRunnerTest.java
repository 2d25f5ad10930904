package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.apply.ComponentContext;
import dev.goldenpath.operator.reconcile.watch.StoppingException;
import dev.goldenpath.operator.status.ComponentFact;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.support.Plans;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One component's failure is that component's. */
class ComponentRunnerTest {
  private static final ServicePlan PLAN = Plans.plan(Map.of());
  private static final Component QUOTA = component("quota");

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final ComponentRunner runner = new ComponentRunner(threads);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void an_error_of_ours_is_a_fact_of_the_component() {
    ComponentFact fact = failing(() -> Integer.parseInt("1e400"));
    assertThat(fact.state()).isEqualTo(State.FAILING);
    assertThat(fact.reason()).isEqualTo(Reason.INTERNAL_ERROR);
    assertThat(fact.message()).contains("NumberFormatException").contains("1e400");
  }

  @Test
  void a_stack_that_overflows_is_as_well() {
    assertThat(failing(ComponentRunnerTest::deep).reason()).isEqualTo(Reason.INTERNAL_ERROR);
  }

  @Test
  void what_the_api_server_refuses_is_a_fact_with_its_words() {
    Status status = new StatusBuilder().withCode(403).withMessage("a policy says no").build();
    ComponentFact fact =
        failing(
            () -> {
              throw new KubernetesClientException(status);
            });
    assertThat(fact.state()).isEqualTo(State.BLOCKED);
    assertThat(fact.message()).contains("a policy says no");
  }

  @Test
  void an_operator_that_stops_is_no_fact() {
    assertThatThrownBy(
            () ->
                failing(
                    () -> {
                      throw new StoppingException();
                    }))
        .isInstanceOf(StoppingException.class);
  }

  @Test
  void all_are_waited_for_whatever_becomes_of_one() {
    CountDownLatch failed = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    List<Component> two = List.of(QUOTA, component("slo"));

    assertThatThrownBy(
            () ->
                runner.inParallel(
                    two,
                    component -> {
                      if (component == QUOTA) {
                        failed.countDown();
                        throw new StoppingException();
                      }
                      await(failed);
                      ended.incrementAndGet();
                      return ComponentOutcome.switchedOff(context(component));
                    }))
        .isInstanceOf(StoppingException.class);
    assertThat(ended).hasValue(1);
  }

  private static ComponentFact failing(Supplier<Object> error) {
    return ComponentRunner.guarded(
            context(QUOTA),
            () -> {
              error.get();
              return ComponentOutcome.switchedOff(context(QUOTA));
            })
        .fact();
  }

  private static Object deep() {
    return deep().hashCode();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Component component(String name) {
    return Components.ALL.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ComponentContext context(Component component) {
    return new ComponentContext(new GoldenService(), PLAN, component, Optional.empty());
  }
}
