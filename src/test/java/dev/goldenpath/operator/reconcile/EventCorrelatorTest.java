package dev.goldenpath.operator.reconcile;

import static dev.goldenpath.operator.reconcile.EventCorrelator.BURST;
import static dev.goldenpath.operator.reconcile.EventCorrelator.REFILL;
import static dev.goldenpath.operator.reconcile.EventCorrelator.REMEMBERED;
import static dev.goldenpath.operator.reconcile.EventCorrelator.SAME_WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.reconcile.EventCorrelator.Occurrence;
import dev.goldenpath.operator.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventCorrelatorTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final SettableClock clock = new SettableClock(START);
  private final EventCorrelator correlator = new EventCorrelator(clock);

  /** An Event, and how many seconds passed before it. */
  record Step(int object, int message, int seconds) {}

  @Example
  void what_is_the_same_within_ten_minutes_is_counted() {
    Occurrence first = send("a", "x").orElseThrow();
    clock.pass(SAME_WITHIN);
    Occurrence second = send("a", "x").orElseThrow();
    clock.pass(SAME_WITHIN.plusSeconds(1));
    Occurrence third = send("a", "x").orElseThrow();

    assertThat(first).isEqualTo(new Occurrence(first.name(), 1, START, START));
    assertThat(second).isEqualTo(new Occurrence(first.name(), 2, START, START.plus(SAME_WITHIN)));
    assertThat(third).isEqualTo(new Occurrence(third.name(), 1, clock.instant(), clock.instant()));
    assertThat(third.name()).isNotEqualTo(first.name());
  }

  @Example
  void another_object_type_reason_or_message_is_another_event() {
    List<Optional<Occurrence>> sent =
        List.of(
            correlator.correlate("a", "svc", "Normal", "R", "m"),
            correlator.correlate("b", "svc", "Normal", "R", "m"),
            correlator.correlate("a", "svc", "Warning", "R", "m"),
            correlator.correlate("a", "svc", "Normal", "S", "m"),
            correlator.correlate("a", "svc", "Normal", "R", "n"));

    assertThat(sent)
        .allSatisfy(found -> assertThat(found.orElseThrow().isRepeated()).isFalse())
        .extracting(found -> found.orElseThrow().name())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("svc\\.[0-9a-f]{19}"));
  }

  @Example
  void after_25_events_an_object_has_one_more_every_five_minutes_and_others_have_theirs() {
    for (int i = 0; i < BURST; i++) {
      assertThat(send("a", "m" + i)).isPresent();
    }
    assertThat(send("a", "m0")).as("a repetition counts, too").isEmpty();
    assertThat(send("b", "m0")).isPresent();

    clock.pass(REFILL.minusMillis(1));
    assertThat(send("a", "m0")).isEmpty();
    clock.pass(Duration.ofMillis(1));
    assertThat(send("a", "m0")).isPresent();
    assertThat(send("a", "m0")).isEmpty();
  }

  @Example
  void what_is_remembered_is_bounded_and_the_least_recently_used_goes() {
    send("a", "x");
    send("b", "x");
    for (int i = 0; i < REMEMBERED - 1; i++) {
      send("other-" + i, "x");
      if (i == REMEMBERED / 2) {
        send("a", "x");
      }
    }

    assertThat(send("a", "x").orElseThrow().count()).isEqualTo(3);
    assertThat(send("b", "x").orElseThrow().count()).as("forgotten").isEqualTo(1);
  }

  @Property
  void in_no_span_has_an_object_more_than_a_burst_and_what_refills_meanwhile(
      @ForAll("steps") List<Step> steps) {
    EventCorrelator fresh = new EventCorrelator(clock);
    clock.set(START);
    Map<Integer, List<Instant>> written = new HashMap<>();
    for (Step step : steps) {
      clock.pass(Duration.ofSeconds(step.seconds()));
      if (fresh
          .correlate("o" + step.object(), "svc", "Normal", "R", "m" + step.message())
          .isPresent()) {
        written.computeIfAbsent(step.object(), object -> new ArrayList<>()).add(clock.instant());
      }
    }
    written
        .values()
        .forEach(
            times -> {
              for (int from = 0; from < times.size(); from++) {
                for (int to = from; to < times.size(); to++) {
                  long refilled =
                      Duration.between(times.get(from), times.get(to)).dividedBy(REFILL);
                  assertThat((long) to - from + 1).isLessThanOrEqualTo(BURST + refilled);
                }
              }
            });
  }

  @Property
  void the_counts_of_the_events_add_up_to_what_was_written(@ForAll("steps") List<Step> steps) {
    EventCorrelator fresh = new EventCorrelator(clock);
    clock.set(START);
    Map<String, Occurrence> events = new HashMap<>();
    Map<String, String> texts = new HashMap<>();
    int written = 0;
    for (Step step : steps) {
      clock.pass(Duration.ofSeconds(step.seconds()));
      String text = step.object() + "/" + step.message();
      Optional<Occurrence> sent =
          fresh.correlate("o" + step.object(), "svc", "Normal", "R", "m" + step.message());
      if (sent.isPresent()) {
        written++;
        Occurrence before = events.put(sent.get().name(), sent.get());
        assertThat(sent.get().count()).isEqualTo(before == null ? 1 : before.count() + 1);
        assertThat(sent.get().last()).isEqualTo(clock.instant());
        assertThat(texts.getOrDefault(sent.get().name(), text)).isEqualTo(text);
        texts.put(sent.get().name(), text);
      }
    }
    assertThat(events.values().stream().mapToInt(Occurrence::count).sum()).isEqualTo(written);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 3),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, Arbitraries.integers().between(0, 5)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 1500))))
        .as(Step::new)
        .list()
        .ofMaxSize(200);
  }

  private Optional<Occurrence> send(String object, String message) {
    return correlator.correlate(object, "svc", "Normal", "Reason", message);
  }
}
