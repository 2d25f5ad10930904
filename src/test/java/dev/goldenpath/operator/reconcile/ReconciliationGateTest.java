package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconciliationGateTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ReconciliationGate gate = new ReconciliationGate();

  @Test
  void two_services_are_reconciled_at_once_and_one_is_not() {
    assertThat(gate.enter("one")).isTrue();
    assertThat(gate.enter("other")).isTrue();
    CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> gate.enter("one"));
    assertThat(second).isNotDone();

    gate.leave("other");
    assertThat(second).isNotDone();
    gate.leave("one");

    assertThat(second.join()).isTrue();
  }

  @Test
  void of_many_that_want_the_same_service_never_two_are_in() {
    AtomicInteger within = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(
                    thread ->
                        CompletableFuture.runAsync(
                            () -> {
                              for (int i = 0; i < 200; i++) {
                                gate.enter("one");
                                most.accumulateAndGet(within.incrementAndGet(), Math::max);
                                within.decrementAndGet();
                                gate.leave("one");
                              }
                            }))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(most).hasValue(1);
  }

  @Test
  void a_gate_that_closes_waits_for_those_within_and_lets_none_in() {
    gate.enter("one");
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> gate.enter("one"));
    CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> gate.close(LONG));

    assertThat(waiting.join()).as("whoever waited is turned away").isFalse();
    await().until(() -> !gate.enter("other"));
    assertThat(closed).isNotDone();
    gate.leave("one");

    assertThat(closed.join()).isTrue();
  }

  @Test
  void a_gate_does_not_wait_for_ever() {
    gate.enter("one");
    assertThat(gate.close(Duration.ofMillis(20))).isFalse();
  }
}
