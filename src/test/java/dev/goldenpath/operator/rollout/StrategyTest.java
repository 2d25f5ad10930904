package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.goldenpath.operator.api.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code spec.rollout} means, and what is said about a bad one. */
class StrategyTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void without_a_spec_the_tiers_follow_one_another_the_least_important_first() {
    Strategy strategy = Strategy.of(RolloutSpec.ABSENT);
    assertThat(strategy).isEqualTo(Strategy.DEFAULT);
    assertThat(strategy.waves())
        .extracting(Wave::name)
        .containsSubsequence("bronze", "silver", "gold", "others")
        .containsAll(Tier.names())
        .hasSize(Tier.values().length + 1);
    assertThat(strategy.waves())
        .allMatch(wave -> wave.soak().equals(Duration.ofMinutes(30)) && !wave.paused())
        .allMatch(wave -> wave.maxConcurrency().equals(new Amount(10, true)))
        .allMatch(wave -> wave.maxFailures().equals(new Amount(1, true)));
    assertThat(strategy.minReady()).isEqualTo(Duration.ofSeconds(60));
    assertThat(strategy.progressDeadline()).isEqualTo(Duration.ofMinutes(10));
    assertThat(strategy.conflicts()).isEqualTo(ConflictPolicy.HOLD);
    assertThat(strategy.errorBudget())
        .isEqualTo(new ErrorBudgetRule(BigDecimal.TEN, Duration.ofMinutes(30), NoDataPolicy.WAIT));
  }

  @Test
  void the_example_of_the_contract_is_valid() throws JsonProcessingException {
    RolloutSpec spec =
        read(
            """
            minReady: 60s
            progressDeadline: 10m
            conflicts: Enforce
            errorBudget: { maxBurnRate: 10, window: 30m, onNoData: Ignore }
            waves:
            - { name: canary, tiers: [bronze], percent: 5, maxConcurrency: 20, soak: 30m }
            - { name: bronze, tiers: [bronze], maxConcurrency: 100, maxFailures: 1%, soak: 1h }
            - { name: silver, tiers: [silver], maxConcurrency: 10%, soak: 1h }
            - { name: gold, tiers: [gold], selector: { matchLabels: {} }, paused: true, maxConcurrency: 10, soak: 4h }
            """);
    assertThat(spec.problems()).isEmpty();
    Strategy strategy = Strategy.of(spec);
    assertThat(strategy.conflicts()).isEqualTo(ConflictPolicy.ENFORCE);
    assertThat(strategy.waves())
        .startsWith(
            new Wave(
                "canary",
                Set.of(Tier.BRONZE),
                Map.of(),
                5,
                new Amount(20, false),
                new Amount(1, true),
                Duration.ofMinutes(30),
                false));
    assertThat(strategy.wave("gold")).get().matches(Wave::paused);
    assertThat(strategy.after("gold")).get().extracting(Wave::name).isEqualTo(Wave.OTHERS);
    assertThat(strategy.after(Wave.OTHERS)).isEmpty();
    assertThat(strategy.after(Wave.RETRY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          minReady: soon | spec.rollout.minReady: "soon" is not valid; write a duration from 1s to 1h, such as 90s, 30m or 4h
          minReady: 0s | spec.rollout.minReady: "0s" is not valid; write a duration from 1s to 1h, such as 90s, 30m or 4h
          minReady: 20m | spec.rollout.progressDeadline: 10m is not longer than minReady, so every service would fail; write a longer one than 20m
          progressDeadline: 40h | spec.rollout.progressDeadline: "40h" is not valid; write a duration from 10s to 24h, such as 90s, 30m or 4h
          conflicts: hold | spec.rollout.conflicts: "hold" is not valid; write Enforce or Hold or Keep
          errorBudget: { maxBurnRate: 0 } | spec.rollout.errorBudget.maxBurnRate: "0" is not valid; write a number from 1 to 999.99
          errorBudget: { window: 1m } | spec.rollout.errorBudget.window: "1m" is not valid; write a duration from 5m to 6h, such as 90s, 30m or 4h
          errorBudget: { onNoData: Halt } | spec.rollout.errorBudget.onNoData: "Halt" is not valid; write Ignore or Wait
          waves: [ { name: a, soak: 10m } ] | spec.rollout.waves[a].soak: "10m" is not valid; write a duration from 30m to 336h, such as 90s, 30m or 4h
          waves: [ { name: a, percent: 0 } ] | spec.rollout.waves[a].percent: "0" is not valid; write a whole number from 1 to 100, or leave it out for all
          waves: [ { name: a, maxConcurrency: 0 } ] | spec.rollout.waves[a].maxConcurrency: "0" is not valid; write a whole number from 1 to 100, or a percentage from 1% to 100%
          waves: [ { name: a, maxConcurrency: 101 } ] | spec.rollout.waves[a].maxConcurrency: "101" is not valid; write a whole number from 1 to 100, or a percentage from 1% to 100%
          waves: [ { name: a, maxFailures: 0% } ] | spec.rollout.waves[a].maxFailures: "0%" is not valid; write a whole number from 1 to 100, or a percentage from 1% to 100%
          waves: [ { name: a, tiers: [iron] } ] | spec.rollout.waves[a].tiers: "iron" is not a tier; write TIERS
          waves: [ { name: a, tiers: [gold, gold] } ] | spec.rollout.waves[a].tiers: "gold" is listed twice; remove one of them
          waves: [ { tiers: [gold] } ] | spec.rollout.waves[0].name: "" is not a name; write a DNS label: a-z, 0-9 and -, at most 63 characters
          waves: [ null ] | spec.rollout.waves[0].name: "" is not a name; write a DNS label: a-z, 0-9 and -, at most 63 characters
          waves: [ { name: a, tiers: [null] } ] | spec.rollout.waves[a].tiers: "" is not a tier; write TIERS
          waves: [ { name: retry } ] | spec.rollout.waves[retry].name: "retry" is reserved; write another name
          waves: [ { name: a, tiers: [gold] }, { name: a, tiers: [silver] } ] | spec.rollout.waves[a].name: "a" names two waves; write another name
          waves: [ { name: a }, { name: b, tiers: [gold] } ] | spec.rollout.waves[b]: matches no service, since earlier waves take all of them; remove it, move it up, or give the earlier wave a percent
          waves: [ { name: a, tiers: [gold] }, { name: b, tiers: [gold, silver] } ] | spec.rollout.waves[b].tiers: "gold" overlaps with wave "a", which takes all of that tier; remove it, or give the earlier wave a percent
          """)
  void a_bad_value_is_named_with_what_would_be_valid(String yaml, String said)
      throws JsonProcessingException {
    RolloutSpec spec = read(yaml);
    String problem = said.replace("TIERS", String.join(", ", Tier.names()));
    assertThat(spec.problems()).containsExactly(problem);
    assertThatThrownBy(() -> Strategy.of(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          waves: [ { name: a, percent: 5 }, { name: b } ]
          waves: [ { name: a, selector: { matchLabels: { area: web, x: null } } }, { name: b, tiers: [gold] } ]
          waves: [ { name: a, tiers: [gold] }, { name: b } ]
          waves: []
          errorBudget: { window: 5m }
          """)
  void waves_that_leave_something_to_others_are_fine(String yaml) throws JsonProcessingException {
    assertThat(read(yaml).problems()).isEmpty();
  }

  @Test
  void all_problems_are_found_at_once() throws JsonProcessingException {
    assertThat(
            read("{ minReady: x, conflicts: y, waves: [ { name: A }, { name: b, percent: 101 } ] }")
                .problems())
        .hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "10%, 5, 1, 1",
    "10%, 95, 10, 9",
    "100%, 3000, 100, 100",
    "7, 3, 7, 7",
    "1%, 250, 3, 2",
    "1%, 0, 1, 1",
    "100, 5, 100, 100"
  })
  void an_amount_is_at_least_one_and_never_above_100(
      String amount, int services, int up, int down) {
    Amount parsed = Amount.of(amount).orElseThrow();
    assertThat(parsed).hasToString(amount);
    assertThat(parsed.roundedUp(services)).isEqualTo(up);
    assertThat(parsed.roundedDown(services)).isEqualTo(down);
  }

  private static RolloutSpec read(String yaml) throws JsonProcessingException {
    return YAML.readValue(yaml, RolloutSpec.class);
  }
}
