package dev.goldenpath.controlplane;

import java.util.Map;

/** How the servers and tools, all written in Go, manage their memory. */
final class GoRuntime {
  /**
   * Four times what lives, instead of once, is garbage before it is collected. Memory is there, and
   * a tenth of all CPU of the integration tests was spent on collecting.
   */
  private static final String GARBAGE_PERCENT = "400";

  private GoRuntime() {}

  /** Sets what the caller has not set. */
  static void tune(Map<String, String> environment) {
    environment.putIfAbsent("GOGC", GARBAGE_PERCENT);
  }
}
