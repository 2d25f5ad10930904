package dev.goldenpath.operator.rollout;

import static dev.goldenpath.operator.goldenpath.MessageText.quoted;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a spec into a strategy, and collects its problems. */
final class StrategyReader {
  static final int MAX_WAVES = 20;

  private static final String AT = "spec.rollout";
  private static final Pattern BURN_RATE = Pattern.compile("[1-9][0-9]{0,2}([.][0-9]{1,2})?");
  private static final Pattern DURATION = Pattern.compile("[1-9][0-9]{0,6}[smhd]");
  private static final Duration SHORT_WINDOW = Duration.ofMinutes(5);

  private final List<String> problems = new ArrayList<>();
  private final Strategy strategy;

  StrategyReader(RolloutSpec spec) {
    RolloutSpec.ErrorBudgetSpec budget =
        Objects.requireNonNullElse(
            spec.errorBudget(), new RolloutSpec.ErrorBudgetSpec(null, null, null));
    Duration minReady =
        duration(AT + ".minReady", spec.minReady(), "60s", Duration.ofSeconds(1), hours(1));
    Duration deadline =
        duration(
            AT + ".progressDeadline",
            spec.progressDeadline(),
            "10m",
            Duration.ofSeconds(10),
            hours(24));
    if (deadline.compareTo(minReady) <= 0) {
      problem(
          AT + ".progressDeadline",
          text(deadline) + " is not longer than minReady, so every service would fail",
          "write a longer one than " + text(minReady));
    }
    Duration window =
        duration(AT + ".errorBudget.window", budget.window(), "30m", SHORT_WINDOW, hours(6));
    ErrorBudgetRule rule =
        new ErrorBudgetRule(
            burnRate(budget.maxBurnRate()),
            window,
            choice(
                AT + ".errorBudget.onNoData",
                budget.onNoData(),
                NoDataPolicy.WAIT,
                Map.of("Wait", NoDataPolicy.WAIT, "Ignore", NoDataPolicy.IGNORE)));
    ConflictPolicy conflicts =
        choice(
            AT + ".conflicts",
            spec.conflicts(),
            ConflictPolicy.HOLD,
            Map.of(
                "Hold", ConflictPolicy.HOLD,
                "Keep", ConflictPolicy.KEEP,
                "Enforce", ConflictPolicy.ENFORCE));
    strategy = new Strategy(waves(spec.waves(), window), minReady, deadline, conflicts, rule);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  Strategy strategy() {
    return strategy;
  }

  private List<Wave> waves(@Nullable List<RolloutSpec.WaveSpec> specs, Duration window) {
    List<Wave> waves = new ArrayList<>();
    if (specs == null) {
      waves.addAll(Strategy.defaultWaves(window));
    } else if (specs.size() > MAX_WAVES) {
      problem(AT + ".waves", "has " + specs.size() + " waves", "write at most " + MAX_WAVES);
    } else {
      for (int index = 0; index < specs.size(); index++) {
        RolloutSpec.WaveSpec spec =
            Objects.requireNonNullElse(specs.get(index), RolloutSpec.WaveSpec.ABSENT);
        WaveReader reader = new WaveReader(this, AT + ".waves", index, spec, window);
        waves.add(reader.read(List.copyOf(waves)));
      }
    }
    waves.add(Wave.others(window));
    return List.copyOf(waves);
  }

  private BigDecimal burnRate(@Nullable String text) {
    return read(
        AT + ".errorBudget.maxBurnRate",
        text,
        "10",
        "a number from 1 to 999.99",
        value ->
            BURN_RATE.matcher(value).matches()
                ? Optional.of(new BigDecimal(value))
                : Optional.empty());
  }

  /** The duration, which is the default if the text is absent or bad. */
  Duration duration(
      String key, @Nullable String text, String standard, Duration shortest, Duration longest) {
    return read(
        key,
        text,
        standard,
        "a duration from " + text(shortest) + " to " + text(longest) + ", such as 90s, 30m or 4h",
        value ->
            Optional.of(value)
                .filter(each -> DURATION.matcher(each).matches())
                .map(StrategyReader::parsed)
                .filter(each -> each.compareTo(shortest) >= 0 && each.compareTo(longest) <= 0));
  }

  private static Duration parsed(String text) {
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** As it would be written: {@code 90s}, {@code 30m}. */
  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds % 3600 == 0
        ? seconds / 3600 + "h"
        : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** The value, which is the default if the text is absent or bad. */
  <T> T read(
      String key,
      @Nullable String text,
      String standard,
      String valid,
      Function<String, Optional<T>> parser) {
    Optional<T> value = text == null ? Optional.empty() : parser.apply(text);
    if (text != null && value.isEmpty()) {
      problem(key, quoted(text) + " is not valid", "write " + valid);
    }
    return value.orElseGet(() -> parser.apply(standard).orElseThrow());
  }

  private <T> T choice(String key, @Nullable String text, T standard, Map<String, T> choices) {
    T chosen = text == null ? standard : choices.get(text);
    if (chosen == null) {
      problem(
          key,
          quoted(Objects.requireNonNull(text)) + " is not valid",
          "write " + String.join(" or ", choices.keySet().stream().sorted().toList()));
      return standard;
    }
    return chosen;
  }

  void problem(String key, String what, String advice) {
    problems.add(key + ": " + what + "; " + advice);
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }
}
