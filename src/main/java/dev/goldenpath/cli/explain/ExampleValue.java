package dev.goldenpath.cli.explain;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.Parameter;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A valid value of a parameter that no tier has, if one is easily found: for an example. */
record ExampleValue(GoldenPath path, String parameter) {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,9})([A-Za-z]*)");

  /** Halves of the most important tier's value: half as much again, twice as much, half. */
  private static final List<Integer> HALVES = List.of(3, 4, 1);

  /** The value; the most important tier's own if no other was found. */
  String text() {
    Parameter rule = Objects.requireNonNull(path.parameters().get(parameter));
    String standard = rule.defaultFor(Tier.MOST);
    return candidates(rule, standard)
        .filter(value -> rule.problemWith(value).isEmpty())
        .filter(
            value ->
                Stream.of(Tier.values()).noneMatch(tier -> rule.defaultFor(tier).equals(value)))
        .findFirst()
        .orElse(standard);
  }

  private static Stream<String> candidates(Parameter rule, String standard) {
    if (rule.choices() != null) {
      return rule.choices().stream().filter(choice -> !rule.isUnsafe(choice));
    }
    Matcher amount = AMOUNT.matcher(standard);
    if (!amount.matches()) {
      return Stream.empty();
    }
    BigInteger number = new BigInteger(amount.group(1));
    return HALVES.stream()
        .map(halves -> half(number.multiply(BigInteger.valueOf(halves))))
        .flatMap(Optional::stream)
        .map(value -> value + amount.group(2));
  }

  private static Optional<BigInteger> half(BigInteger number) {
    return number.testBit(0) ? Optional.empty() : Optional.of(number.shiftRight(1));
  }
}
