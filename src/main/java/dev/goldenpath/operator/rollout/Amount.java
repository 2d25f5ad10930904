package dev.goldenpath.operator.rollout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of services, absolute or as a share of a wave.
 *
 * @param number 1 to 100
 * @param percentage whether the number is a percentage
 */
public record Amount(int number, boolean percentage) {
  /** No amount is larger, however many services a wave has. */
  public static final int MAXIMUM = 100;

  static final String VALID = "a whole number from 1 to 100, or a percentage from 1% to 100%";

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,2})(%?)");

  /** The amount with that text, for example {@code 20} or {@code 10%}; empty if it is not one. */
  public static Optional<Amount> of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) > MAXIMUM) {
      return Optional.empty();
    }
    return Optional.of(new Amount(Integer.parseInt(parts.group(1)), !parts.group(2).isEmpty()));
  }

  /** The number for that many services: 1 to {@link #MAXIMUM}; a share is rounded up. */
  public int roundedUp(int services) {
    return bounded(percentage ? ((long) number * services + 99) / 100 : number);
  }

  /** The number for that many services: 1 to {@link #MAXIMUM}; a share is rounded down. */
  public int roundedDown(int services) {
    return bounded(percentage ? (long) number * services / 100 : number);
  }

  private static int bounded(long amount) {
    return (int) Math.max(1, Math.min(MAXIMUM, amount));
  }

  @Override
  public String toString() {
    return number + (percentage ? "%" : "");
  }
}
