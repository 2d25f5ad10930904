package dev.goldenpath.operator.component;

import dev.goldenpath.operator.plan.ServicePlan;

/**
 * The rolling window that the error budget is counted over. How fast a budget burns does not depend
 * on it, so the alerts are the same over any.
 *
 * @param days of its length
 */
record SloWindow(int days) {
  private static final int STEPS_A_DAY = 288;

  static SloWindow of(ServicePlan plan) {
    return new SloWindow(Integer.parseInt(plan.text("slo.window").replace("d", "")));
  }

  /** A subquery's range and its step of five minutes. */
  String range() {
    return "[" + days + "d:5m]";
  }

  /** How many such steps there are. */
  int steps() {
    return days * STEPS_A_DAY;
  }

  int seconds() {
    return steps() * 300;
  }

  /** In words. */
  String text() {
    return days + " days";
  }
}
