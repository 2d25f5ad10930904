package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.plan.ServicePlan;

/**
 * The rolling window that the error budget is counted over. How fast a budget burns does not depend
 * on it, so the alerts are the same over any.
 *
 * @param days of its length
 */
public record SloWindow(int days) {
  private static final int STEPS_A_DAY = 288;

  public static SloWindow of(ServicePlan plan) {
    return new SloWindow(Integer.parseInt(plan.text("slo.window").replace("d", "")));
  }

  /** A subquery's range and its step of five minutes. */
  public String range() {
    return "[" + days + "d:5m]";
  }

  /** How many such steps there are. */
  public int steps() {
    return days * STEPS_A_DAY;
  }

  public int seconds() {
    return steps() * 300;
  }

  /** In words. */
  public String text() {
    return days + " days";
  }
}
