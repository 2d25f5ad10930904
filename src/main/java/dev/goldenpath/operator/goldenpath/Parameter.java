package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.google.re2j.Pattern;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a component, with a default that can be overridden.
 *
 * @param type the form of its values
 * @param description one sentence for people
 * @param minimum the least value, for types that have a magnitude; may be null
 * @param maximum the greatest value (of names: the greatest number of them); may be null
 * @param choices the valid values of a choice; null for other types
 * @param unsafe the choices that lower what the platform guarantees; none if absent
 * @param pattern the whole-text pattern of a text, in the syntax of RE2, which takes linear time
 *     for any text; null for other types
 * @param value the default for every tier; null if {@code tiers} is given
 * @param tiers the default for each tier; null if {@code value} is given
 */
public record Parameter(
    @JsonProperty(required = true) ParameterType type,
    @JsonProperty(required = true) String description,
    @Nullable String minimum,
    @Nullable String maximum,
    @Nullable List<String> choices,
    @Nullable List<String> unsafe,
    @JsonDeserialize(using = PatternDeserializer.class) @Nullable Pattern pattern,
    @Nullable String value,
    @Nullable Map<Tier, String> tiers) {

  /** The component of a parameter that is named {@code component.parameter}. */
  public static String componentOf(String parameter) {
    return parameter.substring(0, parameter.indexOf('.'));
  }

  /** Whether a value lowers what the platform guarantees. */
  public boolean isUnsafe(String text) {
    return unsafe != null && unsafe.contains(text);
  }

  /** The default for a tier. */
  public String defaultFor(Tier tier) {
    return value != null ? value : Objects.requireNonNull(Objects.requireNonNull(tiers).get(tier));
  }

  /**
   * What is wrong with a value, as the end of a sentence that begins with it; empty if it is valid.
   */
  public Optional<String> problemWith(String text) {
    if (type == ParameterType.CHOICE) {
      return Objects.requireNonNull(choices).contains(text)
          ? Optional.empty()
          : Optional.of("must be one of " + String.join(", ", choices));
    }
    if (text.length() > Bounds.VALUE) {
      return Optional.of(
          "has %d characters; a value has at most %d".formatted(text.length(), Bounds.VALUE));
    }
    if (type == ParameterType.TEXT) {
      return Objects.requireNonNull(pattern).matches(text)
          ? Optional.empty()
          : Optional.of("must match " + pattern.pattern());
    }
    Optional<String> problem = type.problemWith(text);
    return problem.isPresent() ? problem : type.magnitude(text).flatMap(this::outsideBounds);
  }

  /** Whether a value has the form of the parameter's type, within its bounds or not. */
  public boolean hasForm(String text) {
    return text.length() <= Bounds.VALUE && type.accepts(text);
  }

  private Optional<String> outsideBounds(BigDecimal magnitude) {
    if (minimum != null && magnitude.compareTo(magnitudeOf(minimum)) < 0) {
      return Optional.of("must be at least " + minimum);
    }
    if (maximum != null && magnitude.compareTo(magnitudeOf(maximum)) > 0) {
      return Optional.of("must be at most " + maximum);
    }
    return Optional.empty();
  }

  private BigDecimal magnitudeOf(String bound) {
    return type == ParameterType.NAMES
        ? new BigDecimal(bound)
        : type.magnitude(bound).orElseThrow();
  }
}
