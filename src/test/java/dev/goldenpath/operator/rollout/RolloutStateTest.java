package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A state as it is stored: its form, and its size. */
class RolloutStateTest {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Instant AT = Instant.parse("2026-11-25T20:31:00Z");
  private static final int BYTES = 20_000;

  private static final RolloutState STATE =
      new RolloutState(
          "1.0.0",
          "1.1.0",
          RolloutPhase.PROGRESSING,
          null,
          new WaveState("bronze", AT, 2851, 2660, 1, null, null, "ErrorBudget: 2790 measured"),
          List.of(new InFlight("checkout", AT, List.of(Symptom.NOT_READY))),
          List.of(
              new FailedService(
                  "search",
                  FailureReason.ERROR_BUDGET_BURNING,
                  "availability burned 25 times",
                  AT)),
          null);

  @Test
  void its_form_is_that_of_the_contract() throws JsonProcessingException {
    assertThat(JSON.readTree(JSON.writeValueAsString(STATE)))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "current": "1.0.0",
                  "target": "1.1.0",
                  "phase": "Progressing",
                  "wave": {
                    "name": "bronze", "startedAt": "2026-11-25T20:31:00Z", "services": 2851,
                    "moved": 2660, "failed": 1, "gate": "ErrorBudget: 2790 measured"
                  },
                  "inFlight": [
                    { "name": "checkout", "since": "2026-11-25T20:31:00Z", "baseline": ["NotReady"] }
                  ],
                  "failed": [
                    {
                      "name": "search", "reason": "ErrorBudgetBurning",
                      "message": "availability burned 25 times", "at": "2026-11-25T20:31:00Z"
                    }
                  ]
                }
                """));
  }

  @Test
  void what_was_written_is_read_again() throws JsonProcessingException {
    assertThat(read(JSON.writeValueAsString(STATE))).isEqualTo(STATE);
    RolloutState done =
        new RolloutState(
            "1.1.0", "1.1.0", RolloutPhase.COMPLETE, null, null, List.of(), List.of(), "again");
    assertThat(read(JSON.writeValueAsString(done))).isEqualTo(done);
  }

  @Test
  void fields_of_another_release_are_ignored() throws JsonProcessingException {
    assertThat(
            read("{\"current\":\"1\",\"target\":\"2\",\"phase\":\"Halted\",\"later\":{\"a\":1}}")
                .inFlight())
        .isEmpty();
  }

  /** 100 in flight, and the most that can have failed beside them. */
  @ParameterizedTest
  @ValueSource(ints = {8, 20, 40, 63})
  void it_is_small_even_if_as_many_as_possible_fail(int length) throws JsonProcessingException {
    RolloutDraft draft = new RolloutDraft(worst());
    int failed = 0;
    while (failed < 300 && draft.fail(failure(length, failed))) {
      failed++;
    }
    int flying = 0;
    RolloutDraft other = new RolloutDraft(worst());
    while (flying < 150 && other.move(fact(length, flying), AT, List.of())) {
      flying++;
    }
    assertThat(size(draft.step().state())).as("%d failed", failed).isLessThan(BYTES);
    assertThat(size(other.step().state())).as("%d in flight", flying).isLessThan(BYTES);
    assertThat(failed).isGreaterThan(100);
    assertThat(flying).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      other.fail(failure(length, 200 + i));
    }
    assertThat(size(other.step().state())).isLessThan(BYTES);
  }

  @ParameterizedTest
  @CsvSource({"8, 100, 100", "20, 100, 100", "63, 70, 60"})
  void in_flight_and_failed_share_it(int length, int flying, int failing)
      throws JsonProcessingException {
    RolloutDraft draft = new RolloutDraft(worst());
    IntStream.range(0, failing).forEach(i -> draft.fail(failure(length, i)));
    int moved = 0;
    while (draft.move(fact(length, 500 + moved), AT, List.of(Symptom.NOT_READY))) {
      moved++;
    }
    assertThat(moved).as("in flight").isBetween(flying / 2, flying);
    RolloutState state = draft.step().state();
    assertThat(size(state)).isLessThan(BYTES);
    // Everyone in flight can still be listed.
    state
        .inFlight()
        .forEach(
            each ->
                assertThat(
                        draft.fail(
                            new FailedService(each.name(), FailureReason.NOT_READY, "late", AT)))
                    .isTrue());
    assertThat(size(draft.step().state())).isLessThan(BYTES);
  }

  @Test
  void names_of_common_length_fill_both_lists() throws JsonProcessingException {
    RolloutState full =
        new RolloutState(
            "1.0.0",
            "1.1.0",
            RolloutPhase.HALTED,
            PhaseReason.TOO_MANY_FAILURES,
            worst().wave(),
            IntStream.range(0, 100).mapToObj(i -> new InFlight(name(20, i), AT, null)).toList(),
            IntStream.range(0, 200).mapToObj(i -> failure(20, 200 + i)).toList(),
            "again");
    RolloutState stored = new RolloutDraft(full).step().state();
    assertThat(stored.inFlight()).hasSize(100);
    assertThat(stored.failed()).hasSize(200);
    assertThat(size(stored)).isLessThan(BYTES);
  }

  @Test
  void the_newest_messages_are_kept_and_every_one_is_cut() {
    RolloutDraft draft = new RolloutDraft(worst());
    IntStream.range(0, 150).forEach(i -> draft.fail(failure(20, i)));
    List<FailedService> failed = draft.step().state().failed();
    assertThat(failed.get(0).message()).isNull();
    assertThat(failed.get(149).message()).endsWith("…").hasSizeLessThanOrEqualTo(128);
    assertThat(failed.get(149).reason()).isEqualTo(FailureReason.ERROR_BUDGET_BURNING);
  }

  private static RolloutState worst() {
    String longest = "1.0.0-" + "x".repeat(58);
    return new RolloutState(
        longest,
        longest,
        RolloutPhase.PROGRESSING,
        PhaseReason.TOO_MANY_FAILURES,
        new WaveState(
            "w".repeat(63),
            AT,
            5_000,
            5_000,
            100,
            AT,
            AT,
            "ErrorBudget: Prometheus does not answer; the wave waits"),
        List.of(),
        List.of(),
        "é".repeat(64));
  }

  private static FailedService failure(int length, int number) {
    return new FailedService(
        name(length, number), FailureReason.ERROR_BUDGET_BURNING, "\"é\"".repeat(100), AT);
  }

  private static ServiceFact fact(int length, int number) {
    SimulatedFleet fleet = new SimulatedFleet();
    return fleet
        .create(name(length, number), SimulatedFleet.tier(number))
        .settled(SimulatedFleet.OLD)
        .fact();
  }

  private static String name(int length, int number) {
    return ("%0" + length + "d").formatted(number);
  }

  private static int size(RolloutState state) throws JsonProcessingException {
    return JSON.writeValueAsString(state).getBytes(StandardCharsets.UTF_8).length;
  }

  private static RolloutState read(String json) throws JsonProcessingException {
    return JSON.readValue(json, RolloutState.class);
  }
}
