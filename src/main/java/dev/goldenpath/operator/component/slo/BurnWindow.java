package dev.goldenpath.operator.component.slo;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair of windows over which the error budget burns, after chapter 5 of the SRE workbook: the
 * long one shows that it is worth an alert, the short one that it is still happening.
 *
 * @param parameter the parameter of the severity, {@code none} for no alert
 * @param step the step of the subqueries over the long window; null if a rate over it is recorded
 * @param steps the number of steps in the long window
 * @param seconds the length of one step or, without a step, of the long window
 * @param factor how many times faster than sustainable the budget must burn
 */
public record BurnWindow(
    String parameter,
    String longWindow,
    String shortWindow,
    @Nullable String step,
    int steps,
    int seconds,
    String factor) {

  /** 2, 5, 10 and 10 % of the budget of 30 days. */
  public static final List<BurnWindow> ALL =
      List.of(
          new BurnWindow("slo.severity1h", "1h", "5m", null, 1, 3600, "14.4"),
          new BurnWindow("slo.severity6h", "6h", "30m", "1m", 360, 60, "6"),
          new BurnWindow("slo.severity1d", "1d", "2h", "5m", 288, 300, "3"),
          new BurnWindow("slo.severity3d", "3d", "6h", "5m", 864, 300, "1"));

  /** The factor as a number. */
  BigDecimal burnRate() {
    return new BigDecimal(factor);
  }

  /** The one that alerts first when the budget burns fastest. */
  static BurnWindow fastest() {
    return ALL.get(0);
  }

  /** Whether it is evaluated every five minutes rather than every half minute. */
  boolean isSlow() {
    return steps == 288 || steps == 864;
  }
}
