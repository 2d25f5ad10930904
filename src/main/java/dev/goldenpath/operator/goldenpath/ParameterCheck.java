package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.Tier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for one parameter of the document. */
final class ParameterCheck {
  private final String at;
  private final Parameter parameter;
  private final List<String> problems = new ArrayList<>();

  private ParameterCheck(String at, Parameter parameter) {
    this.at = at;
    this.parameter = parameter;
  }

  /** Its problems; each begins with the field. */
  static List<String> of(String at, Parameter parameter) {
    ParameterCheck check = new ParameterCheck(at, parameter);
    check.check();
    return check.problems;
  }

  private void check() {
    if ((parameter.type() == ParameterType.CHOICE) != (parameter.choices() != null)) {
      problems.add(at + ".choices: is only valid for the type choice");
      return;
    }
    if ((parameter.type() == ParameterType.TEXT) != (parameter.pattern() != null)) {
      problems.add(at + ".pattern: is only valid for the type text");
      return;
    }
    if (parameter.choices() != null) {
      parameter.choices().forEach(choice -> checkLength(at + ".choices", choice));
    }
    if (parameter.unsafe() != null
        && (parameter.choices() == null || !parameter.choices().containsAll(parameter.unsafe()))) {
      problems.add(at + ".unsafe: must be some of the choices");
      return;
    }
    boolean minimumIsValid = boundIsValid(at + ".minimum", parameter.minimum());
    if (!boundIsValid(at + ".maximum", parameter.maximum()) || !minimumIsValid) {
      return;
    }
    if ((parameter.value() == null) == (parameter.tiers() == null)) {
      problems.add(at + ": needs either value or tiers");
    } else if (parameter.value() != null) {
      checkValue(at + ".value", parameter.value());
    } else {
      for (Tier tier : Tier.values()) {
        checkValue(at + ".tiers." + tier.text(), parameter.tiers().get(tier));
      }
    }
  }

  private boolean boundIsValid(String field, @Nullable String bound) {
    ParameterType type =
        parameter.type() == ParameterType.NAMES ? ParameterType.INTEGER : parameter.type();
    if (bound == null || (type.accepts(bound) && type.magnitude(bound).isPresent())) {
      return true;
    }
    add(field, bound, "must be " + type.example());
    return false;
  }

  private void checkValue(String field, @Nullable String value) {
    if (value == null) {
      problems.add(field + ": is missing");
    } else {
      checkLength(field, value);
      parameter.problemWith(value).ifPresent(problem -> add(field, value, problem));
      if (parameter.isUnsafe(value)) {
        add(field, value, "is unsafe, so it cannot be the default");
      }
    }
  }

  private void checkLength(String field, String value) {
    if (value.length() > Bounds.DEFAULT) {
      add(field, value, "is too long: at most " + Bounds.DEFAULT + " characters");
    }
  }

  private void add(String field, String value, String problem) {
    problems.add(field + ": " + MessageText.quoted(value) + " " + problem);
  }
}
