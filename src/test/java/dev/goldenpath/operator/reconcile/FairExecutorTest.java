package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Tier;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class FairExecutorTest {
  private static final String SETTLED =
      """
      { observedGeneration: 3, conditions: [
          { type: Ready, status: "True", reason: Ready, lastTransitionTime: "2026-01-01T00:00:00Z" }] }
      """;

  private final Map<String, GoldenService> services =
      Map.of(
          "a-bronze", service("a", "bronze", "{}"),
          "a-gold", service("a", "gold", "{}"),
          "a-settled", service("a", "gold", SETTLED),
          "b-bronze", service("b", "bronze", "{}"));

  private final FairExecutor executor =
      new FairExecutor(1, name -> Optional.ofNullable(services.get(name)));

  @AfterEach
  void stop() {
    MDC.clear();
    executor.shutdownNow();
  }

  @Test
  void runs_what_waits_by_team_and_urgency() throws InterruptedException {
    List<String> done = new CopyOnWriteArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    executor.execute(
        () -> {
          begun.countDown();
          await(released);
        });
    await(begun);
    for (String name : List.of("a-settled", "a-bronze", "a-gold", "b-bronze", "unknown")) {
      MDC.put("resource.name", name);
      executor.execute(() -> done.add(name));
    }
    MDC.clear();
    executor.execute(() -> done.add("nobody's"));
    released.countDown();
    executor.shutdown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    assertThat(done)
        .containsExactly("a-gold", "b-bronze", "unknown", "a-bronze", "nobody's", "a-settled");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void what_is_not_as_it_should_be_comes_before_what_is() {
    assertThat(
            Stream.of(
                    service("a", "bronze", SETTLED),
                    service("a", "gold", SETTLED),
                    service("a", "lead", "{}"),
                    service("a", "bronze", SETTLED.replace("Generation: 3", "Generation: 2")),
                    service("a", "silver", SETTLED.replace("True", "False")),
                    service("a", "gold", "{}"))
                .map(FairExecutor::rank))
        .isSortedAccordingTo((one, other) -> other - one)
        .doesNotHaveDuplicates();
  }

  @Test
  void the_more_important_the_tier_the_earlier_its_services() {
    assertThat(Stream.of("{}", SETTLED))
        .allSatisfy(
            status ->
                assertThat(
                        Stream.of(Tier.values())
                            .map(tier -> service("a", tier.text(), status))
                            .map(FairExecutor::rank))
                    .isSortedAccordingTo((one, other) -> other - one)
                    .doesNotHaveDuplicates());
  }

  private static GoldenService service(String team, String tier, String status) {
    return Serialization.unmarshal(
        """
        ---
        metadata: { name: x, generation: 3 }
        spec: { team: %s, tier: %s }
        status: %s
        """
            .formatted(team, tier, status),
        GoldenService.class);
  }
}
