package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The form of a parameter's values. Every value is text, in the document as in an annotation; the
 * grammars are narrow on purpose: each value has one spelling.
 */
public enum ParameterType {
  /** A Kubernetes quantity of a whole number and an optional suffix, for example 500m or 8Gi. */
  @JsonProperty("quantity")
  QUANTITY(
      "(0|[1-9][0-9]{0,14})(m|k|M|G|T|Ki|Mi|Gi|Ti)?",
      "a quantity such as 500m, 2 or 8Gi (a whole number and m, k, M, G, T, Ki, Mi, Gi or Ti)"),
  /** A whole number. */
  @JsonProperty("integer")
  INTEGER("0|[1-9][0-9]{0,8}", "a whole number such as 3"),
  /** A Prometheus duration of one unit, for example 30s. */
  @JsonProperty("duration")
  DURATION("[1-9][0-9]{0,6}(s|m|h|d)", "a duration such as 30s, 5m, 12h or 30d"),
  /** A percentage with up to three decimals, for example 99.9. */
  @JsonProperty("percentage")
  PERCENTAGE("100|(0|[1-9][0-9]?)([.][0-9]{0,2}[1-9])?", "a percentage such as 99 or 99.95"),
  /** One of the parameter's choices. */
  @JsonProperty("choice")
  CHOICE(".*", "one of the choices"),
  /** Names of services, comma separated; the maximum bounds their number. */
  @JsonProperty("names")
  NAMES(
      "(" + ParameterType.LABEL + "(," + ParameterType.LABEL + ")*+)?",
      "names of services, separated by commas, such as cart,orders"),
  /** A regular expression in the syntax of Prometheus (RE2), or empty. */
  @JsonProperty("regex")
  REGEX(RegularExpression::problemWith, RegularExpression.valid()),
  /** Labels for series and alerts, comma separated. */
  @JsonProperty("labels")
  LABELS(
      ParameterType::isLabels,
      "labels such as channel=payments,area=web; the names "
          + ParameterType.RESERVED
          + " are taken"),
  /** A metric with matchers, or empty. */
  @JsonProperty("selector")
  SELECTOR(
      (String text) -> text.isEmpty() ? Optional.empty() : SeriesSelector.problemWith(text),
      SeriesSelector.VALID),
  /** Text that matches the parameter's pattern. */
  @JsonProperty("text")
  TEXT(".*", "text that matches the pattern");

  private static final String LABEL = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?";

  private static final Pattern LABELS_FORM =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9_]{0,62}=[-A-Za-z0-9_./ ]{1,63}(,(?=.)|$))*+");
  private static final String RESERVED =
      "alertname, goldenservice, job, namespace, severity, slo, team, tier, window";

  private final Function<String, Optional<String>> problem;
  private final String example;

  ParameterType(String grammar, String example) {
    this(Pattern.compile(grammar).asMatchPredicate(), example);
  }

  ParameterType(Predicate<String> form, String example) {
    this(
        (String text) -> form.test(text) ? Optional.empty() : Optional.of("must be " + example),
        example);
  }

  ParameterType(Function<String, Optional<String>> problem, String example) {
    this.problem = problem;
    this.example = example;
  }

  private static boolean isLabels(String text) {
    return LABELS_FORM.matcher(text).matches()
        && Arrays.stream(text.split(","))
            .map(label -> label.replaceFirst("=.*", ""))
            .noneMatch(Set.of(RESERVED.split(", "))::contains);
  }

  /** Whether the text has this type's form; the parameter checks the bounds. */
  boolean accepts(String text) {
    return problemWith(text).isEmpty();
  }

  /** What is wrong with the text's form, as the end of a sentence; empty if it is valid. */
  Optional<String> problemWith(String text) {
    return problem.apply(text);
  }

  /** A description of a valid value, as the end of a sentence. */
  String example() {
    return example;
  }

  /**
   * The magnitude that is compared with bounds: an amount, seconds, or a number of names; otherwise
   * empty.
   */
  Optional<BigDecimal> magnitude(String text) {
    return switch (this) {
      case QUANTITY -> Optional.of(new Quantity(text).getNumericalAmount());
      case INTEGER, PERCENTAGE -> Optional.of(new BigDecimal(text));
      case DURATION -> Optional.of(BigDecimal.valueOf(Durations.seconds(text)));
      case NAMES -> Optional.of(BigDecimal.valueOf(text.isEmpty() ? 0 : text.split(",").length));
      case CHOICE, TEXT, REGEX, LABELS, SELECTOR -> Optional.empty();
    };
  }
}
