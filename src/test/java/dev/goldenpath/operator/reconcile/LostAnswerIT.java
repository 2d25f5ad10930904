package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.FaultProxy;
import dev.goldenpath.operator.support.Likeness;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithWorkloads;
import dev.goldenpath.tryout.LocalPlatform;
import io.fabric8.kubernetes.api.model.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Creations that the server has committed and whose answers do not come: what the operator then
 * finds is its own work, and nobody's drift.
 */
class LostAnswerIT extends WithWorkloads {
  private static final String UNDISTURBED = "t-lost-none";
  private static final String RESET = "reset";
  private static final Map<String, Fault> LOSSES =
      Map.of(RESET, Fault.cutAfter(), "500", Fault.answerAfter(500), "504", Fault.answerAfter(504));

  /** The fault of each service, by the service's name. */
  private final Map<String, FaultProxy.Rule> rules = new LinkedHashMap<>();

  private FaultProxy proxy;
  private RunningOperator slow;
  private int repairedBefore;

  @BeforeAll
  void create_a_service_for_each_kind_and_each_way_to_lose_an_answer() {
    operator.close();
    proxy = FaultProxy.before(controlPlane.admin().getConfiguration());
    LOSSES.forEach(
        (loss, fault) ->
            kinds()
                .forEach(
                    kind -> {
                      String name = "t-lost-%s-%s".formatted(loss, kind.plural());
                      rules.put(name, proxy.nth(1, call -> creates(call, kind, name), fault));
                      if (loss.equals(RESET)) {
                        hideUntilAskedAgain(kind, name);
                      }
                    }));
    slow = RunningOperator.start(controlPlane.operator(proxy.url()), pathFile());
    slow.awaitIdle();
    repairedBefore = slow.repaired().size();
    run(UNDISTURBED, "bronze", Map.of(), List.of("queue"));
    rules.keySet().forEach(name -> run(name, "bronze", Map.of(), List.of("queue")));
    services.awaitReady(UNDISTURBED);
  }

  /** After a reset the operator waits, and its cache would learn of the object meanwhile. */
  private void hideUntilAskedAgain(ApiKind kind, String name) {
    CountDownLatch again = new CountDownLatch(1);
    proxy.each(
        call -> concerns(call, kind, name),
        passage -> {
          again.countDown();
          Fault.none().meet(passage);
        });
    proxy.each(
        call -> call.watches() && call.isOf(kind.plural()),
        Fault.holdEvents(event -> event.contains("\"%s\"".formatted(name)), again));
  }

  @AfterAll
  void restore() {
    slow.close();
    proxy.close();
  }

  @TestFactory
  Stream<DynamicTest> each_service_ends_as_if_nothing_had_been_lost() {
    return rules.keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> isLike(name)));
  }

  @Test
  void nothing_is_counted_as_repaired() {
    rules.keySet().forEach(this::awaitReady);
    assertThat(slow.repaired()).hasSize(repairedBefore);
  }

  private void isLike(String name) {
    awaitReady(name);
    assertThat(rules.get(name).met()).as("answers that were lost").isEqualTo(1);
    await(name)
        .untilAsserted(
            () ->
                assertThat(Likeness.of(services, name))
                    .isEqualTo(Likeness.of(services, UNDISTURBED)));
    assertThat(services.events(name))
        .filteredOn(event -> event.getReason().equals("DriftRepaired"))
        .extracting(Event::getMessage)
        .isEmpty();
  }

  @Override
  protected Optional<Path> pathFile() {
    return Optional.of(Path.of("src", "test", "resources", "golden-path-without-credentials.yaml"));
  }

  /** A pass that failed is tried again after a while. */
  private void awaitReady(String name) {
    await(name).atMost(Duration.ofMinutes(1)).untilAsserted(() -> services.awaitReady(name));
  }

  private static List<ApiKind> kinds() {
    return Components.kinds(LocalPlatform.builtInPath().current().spec().platform()).stream()
        .filter(kind -> !kind.plural().endsWith("claims"))
        .toList();
  }

  private static boolean creates(ApiCall call, ApiKind kind, String service) {
    return call.method().equals("PATCH") && call.writes() && concerns(call, kind, service);
  }

  private static boolean concerns(ApiCall call, ApiKind kind, String service) {
    return kind.namespaced()
        ? call.path().contains("/namespaces/%s/%s/".formatted(service, kind.plural()))
        : call.isOf(kind.plural(), service);
  }
}
