package dev.goldenpath.operator.component.slo;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair of windows over which the error budget burns, after chapter 5 of the SRE workbook: the
 * long one tells that it is worth an alert, the short one that it still goes on.
 *
 * @param parameter of the severity, {@code none} where there is no alert
 * @param step of the subqueries over the long window; null where a rate over it is recorded
 * @param steps how many steps the long window has
 * @param seconds of one step, or of the long window where there is no step
 * @param factor how many times as fast as sustainable the budget must burn
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

  /** Whether it is looked at every five minutes rather than every half. */
  boolean isSlow() {
    return steps == 288 || steps == 864;
  }
}
