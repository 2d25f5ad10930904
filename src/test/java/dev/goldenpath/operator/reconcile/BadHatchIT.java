package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/** What people, scripts and attackers write into annotations: it is named, and does nothing. */
class BadHatchIT extends WithOperator {
  private static final String SERVICE = "t-bad-hatch";
  private static final String NEIGHBOUR = "t-bad-hatch-neighbour";

  /** No message and no log line needs more: a value is cut after 80 characters. */
  private static final int LONGEST_LINE = 20_000;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Map<String, String> versions;
  private GoldenServiceStatus status;
  private GoldenServiceStatus neighbour;

  @BeforeAll
  void settle() {
    services.createReady(SERVICE, "gold");
    services.createReady(NEIGHBOUR, "gold");
    operator.awaitIdle();
    versions = services.versions(SERVICE);
    status = services.get(SERVICE).getStatus();
    neighbour = services.get(NEIGHBOUR).getStatus();
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
  }

  @TestFactory
  Stream<DynamicTest> every_bad_value_is_refused_or_named_and_does_nothing() {
    List<Map<String, String>> rounds = BadHatches.rounds();
    assertThat(rounds.stream().mapToInt(Map::size).sum()).isGreaterThanOrEqualTo(300);
    return Stream.concat(
        rounds.stream()
            .map(
                round ->
                    DynamicTest.dynamicTest(
                        round.size() + " like " + round.entrySet().iterator().next().getKey(),
                        () -> named(round))),
        Stream.of(DynamicTest.dynamicTest("and nothing is left of them", this::asBefore)));
  }

  private void named(Map<String, String> bad) {
    Map<String, String> none = new TreeMap<>();
    bad.keySet().forEach(key -> none.put(key, null));
    try {
      Set<String> written = write(bad);
      await()
          .untilAsserted(
              () -> assertThat(namedKeys()).containsExactlyInAnyOrderElementsOf(written));
      doNothing();
    } finally {
      services.annotate(SERVICE, none);
    }
  }

  private void doNothing() {
    GoldenServiceStatus now = services.get(SERVICE).getStatus();
    assertThat(now.hatches()).isEmpty();
    assertThat(now.conditions())
        .filteredOn(condition -> condition.type().equals("Ready"))
        .allMatch(StatusCondition::holds);
    assertThat(now.conditions())
        .extracting(StatusCondition::message)
        .allMatch(message -> message.length() < LONGEST_LINE)
        .noneMatch(message -> message.chars().anyMatch(Character::isISOControl));
  }

  /** The keys that the server took; a value that it refuses does no harm, either. */
  private Set<String> write(Map<String, String> bad) {
    try {
      services.annotate(SERVICE, bad);
      return bad.keySet();
    } catch (KubernetesClientException refused) {
      assertThat(refused.getCode()).isEqualTo(422);
      return Set.of();
    }
  }

  private Set<String> namedKeys() {
    String message =
        GoldenServices.condition(services.get(SERVICE), "HatchesAccepted")
            .filter(condition -> !condition.holds())
            .map(StatusCondition::message)
            .orElse("");
    return Stream.of(message.split("; (?=[-a-z.]*goldenpath[.]dev/)"))
        .map(part -> part.replaceFirst(": .*", ""))
        .filter(key -> !key.isEmpty())
        .collect(Collectors.toSet());
  }

  private void asBefore() {
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
    operator.awaitIdle();
    assertThat(services.versions(SERVICE)).isEqualTo(versions);
    assertThat(timeless(services.get(SERVICE).getStatus())).isEqualTo(timeless(status));
    assertThat(services.get(NEIGHBOUR).getStatus()).isEqualTo(neighbour);
    assertThat(operator.died()).isFalse();
    assertThat(operator.isHealthy()).isTrue();
    assertThat(new ArrayList<>(log.list))
        .isNotEmpty()
        .extracting(ILoggingEvent::getFormattedMessage)
        .allMatch(line -> line.length() < LONGEST_LINE)
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
  }

  /** Without when a condition changed. */
  private static Map<String, String> timeless(GoldenServiceStatus status) {
    return status.conditions().stream()
        .collect(
            Collectors.toMap(
                StatusCondition::type,
                condition ->
                    String.join(" ", condition.status(), condition.reason(), condition.message()),
                (one, other) -> one,
                LinkedHashMap::new));
  }
}
