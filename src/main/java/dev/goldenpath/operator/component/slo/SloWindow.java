package dev.goldenpath.operator.component.slo;

import dev.goldenpath.operator.plan.ServicePlan;

/**
 * The rolling window of the error budget. The burn rate does not depend on it, so the alerts are
 * the same for any.
 *
 * @param days its length
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

  /** The number of these steps. */
  public int steps() {
    return days * STEPS_A_DAY;
  }

  public int seconds() {
    return steps() * 300;
  }

  /** As words. */
  public String text() {
    return days + " days";
  }
}
