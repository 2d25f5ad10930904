package dev.goldenpath.operator.rollout;

import static dev.goldenpath.operator.goldenpath.MessageText.quoted;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.Tier;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one wave, and compares it with those before it. */
final class WaveReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?|100");
  private static final Duration LONGEST_SOAK = Duration.ofDays(14);

  private final StrategyReader reader;
  private final RolloutSpec.WaveSpec spec;
  private final Duration window;
  private final String name;
  private final String at;

  WaveReader(
      StrategyReader reader, String at, int index, RolloutSpec.WaveSpec spec, Duration window) {
    this.reader = reader;
    this.spec = spec;
    this.window = window;
    this.name = Objects.requireNonNullElse(spec.name(), "");
    boolean isNamed = name.length() <= Bounds.LABEL && NAME.matcher(name).matches();
    this.at = at + "[" + (isNamed ? name : Integer.toString(index)) + "]";
    if (!isNamed) {
      reader.problem(
          this.at + ".name",
          quoted(name) + " is not a name",
          "write a DNS label: a-z, 0-9 and -, at most " + Bounds.LABEL + " characters");
    } else if (Wave.RESERVED.contains(name)) {
      reader.problem(this.at + ".name", quoted(name) + " is reserved", "write another name");
    }
  }

  /** The wave, with defaults in the place of bad values. */
  Wave read(List<Wave> earlier) {
    Set<Tier> tiers = tiers();
    Map<String, String> labels =
        Optional.ofNullable(spec.selector())
            .map(RolloutSpec.Selector::matchLabels)
            .map(WaveReader::withoutNulls)
            .orElse(Map.of());
    if (earlier.stream().anyMatch(wave -> wave.name().equals(name))) {
      reader.problem(at + ".name", quoted(name) + " names two waves", "write another name");
    }
    checkReach(tiers, labels, earlier);
    return new Wave(
        name,
        Set.copyOf(tiers),
        labels,
        reader.read(
            at + ".percent",
            spec.percent(),
            "100",
            "a whole number from 1 to 100, or leave it out for all",
            text ->
                PERCENT.matcher(text).matches()
                    ? Optional.of(Integer.valueOf(text))
                    : Optional.empty()),
        amount("maxConcurrency", spec.maxConcurrency(), Wave.DEFAULT_CONCURRENCY),
        amount("maxFailures", spec.maxFailures(), Wave.DEFAULT_FAILURES),
        // A shorter soak proves little: the measurement looks back over the whole window.
        reader.duration(
            at + ".soak", spec.soak(), StrategyReader.text(window), window, LONGEST_SOAK),
        Boolean.TRUE.equals(spec.paused()));
  }

  /** The API server knows no label that is null. */
  private static Map<String, String> withoutNulls(Map<String, String> labels) {
    return labels.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, label -> Objects.requireNonNullElse(label.getValue(), "")));
  }

  private Set<Tier> tiers() {
    Set<Tier> tiers = EnumSet.noneOf(Tier.class);
    Set<String> seen = new HashSet<>();
    for (@Nullable String listed : Objects.requireNonNullElse(spec.tiers(), List.<String>of())) {
      String text = Objects.requireNonNullElse(listed, "");
      Optional<Tier> tier = Tier.of(text);
      if (tier.isEmpty()) {
        reader.problem(
            at + ".tiers",
            quoted(text) + " is not a tier",
            "write " + String.join(", ", Tier.names()));
      } else if (!seen.add(text)) {
        reader.problem(at + ".tiers", quoted(text) + " is listed twice", "remove one of them");
      }
      tier.ifPresent(tiers::add);
    }
    return tiers;
  }

  /** Earlier waves may take all that this one names: then it is empty by mistake. */
  private void checkReach(Set<Tier> tiers, Map<String, String> labels, List<Wave> earlier) {
    Set<Tier> wanted = tiers.isEmpty() ? EnumSet.allOf(Tier.class) : tiers;
    int taken = 0;
    for (Tier tier : wanted) {
      Optional<Wave> before =
          earlier.stream().filter(wave -> takesAll(wave, tier, labels)).findFirst();
      taken += before.isPresent() ? 1 : 0;
      if (before.isPresent() && tiers.size() > 1) {
        reader.problem(
            at + ".tiers",
            quoted(tier.text())
                + " overlaps with wave "
                + quoted(before.get().name())
                + ", which takes all of that tier",
            "remove it, or give the earlier wave a percent");
      }
    }
    if (taken == wanted.size()) {
      reader.problem(
          at,
          "matches no service, since earlier waves take all of them",
          "remove it, move it up, or give the earlier wave a percent");
    }
  }

  private static boolean takesAll(Wave wave, Tier tier, Map<String, String> labels) {
    return !wave.isSample()
        && (wave.tiers().isEmpty() || wave.tiers().contains(tier))
        && labels.entrySet().containsAll(wave.matchLabels().entrySet());
  }

  private Amount amount(String field, @Nullable String text, Amount standard) {
    return reader.read(at + "." + field, text, standard.toString(), Amount.VALID, Amount::of);
  }
}
