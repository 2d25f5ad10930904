package dev.goldenpath.operator.goldenpath;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a parameter may change while its value is live. */
public enum OneWay {
  /** It may only grow, such as the size of a volume: if less is asked for, what is live stays. */
  INCREASE_ONLY {
    @Override
    Optional<String> problemWith(String value, String live, List<String> choices) {
      return amount(value).compareTo(amount(live)) >= 0
          ? Optional.empty()
          : Optional.of("is less than the %s in use, which cannot shrink".formatted(live));
    }

    @Override
    Optional<Held> hold(String parameter, String wanted, String live, List<String> choices) {
      return amount(wanted).compareTo(amount(live)) >= 0
          ? Optional.empty()
          : Optional.of(
              new Held(
                  live,
                  ("%s: stays %s, since it cannot shrink to the path's %s; set"
                          + " override.goldenpath.dev/%s: %s to keep it knowingly, or return to a"
                          + " tier that has it")
                      .formatted(parameter, live, wanted, parameter, live)));
    }
  },

  /**
   * What is live stays, whatever the path's default is; an override may raise it, one offered
   * version at a time. Only the major version counts: the digits that a value begins with.
   */
  KEEPS_WHAT_RUNS {
    @Override
    Optional<String> problemWith(String value, String live, List<String> choices) {
      if (isUnknown(value, live)) {
        return Optional.empty();
      }
      if (major(value) < major(live)) {
        return Optional.of(
            "is older than the %s that runs, which cannot go back; restore a backup into another service"
                .formatted(live));
      }
      return next(live, choices)
          .filter(next -> major(value) > major(next))
          .map(next -> "skips a version: %s runs; upgrade to %s first".formatted(live, next));
    }

    @Override
    Optional<Held> hold(String parameter, String wanted, String live, List<String> choices) {
      if (isUnknown(wanted, live) || major(wanted) == major(live)) {
        return Optional.empty();
      }
      String kept =
          choices.stream()
              .filter(choice -> major(choice) == major(live))
              .reduce((earlier, later) -> later)
              .orElse(live);
      String wayOut =
          next(live, choices)
              .map(
                  next ->
                      "set override.goldenpath.dev/%s: \"%s\" to upgrade"
                          .formatted(parameter, next))
              .orElse("restore a backup into another service to go back");
      return Optional.of(
          new Held(
              kept,
              "%s: stays %s, which runs, although the path has %s; %s"
                  .formatted(parameter, kept, wanted, wayOut)));
    }
  };

  private static final Pattern MAJOR = Pattern.compile("([0-9]{1,6}).*");

  /**
   * What stays instead of the value that was asked for.
   *
   * @param value what is in force
   * @param message the parameter, the reason and the way out
   */
  record Held(String value, String message) {}

  /**
   * What is wrong with an override, as the end of a sentence that begins with its value.
   *
   * @param choices the values that the path offers; empty if it offers a range
   */
  abstract Optional<String> problemWith(String value, String live, List<String> choices);

  /** What stays in place of the path's default; empty if the default can be applied. */
  abstract Optional<Held> hold(String parameter, String wanted, String live, List<String> choices);

  /** The least offered value of a later major version. */
  private static Optional<String> next(String live, List<String> choices) {
    return choices.stream()
        .filter(choice -> major(choice) > major(live))
        .min(Comparator.comparingInt(OneWay::major));
  }

  private static boolean isUnknown(String value, String live) {
    return major(value) == 0 || major(live) == 0;
  }

  /** The major version; 0 of a text without one, such as stable, which nothing holds back. */
  public static int major(String version) {
    Matcher digits = MAJOR.matcher(version);
    return digits.matches() ? Integer.parseInt(digits.group(1)) : 0;
  }

  static BigDecimal amount(String quantity) {
    return new Quantity(quantity).getNumericalAmount();
  }
}
