package dev.goldenpath.operator.goldenpath;

import java.util.List;

/**
 * Values that are valid individually but not together.
 *
 * @param parameters the parameters of these values
 * @param problem what is wrong, and what would be valid
 * @param tolerable whether overrides that were valid together before, under another tier, document
 *     or release, stay in effect: their objects can be applied, and the path's own values could
 *     disrupt what runs
 */
public record Contradiction(List<String> parameters, String problem, boolean tolerable) {
  /** Values with which an object would be rejected, or not work. */
  public Contradiction(List<String> parameters, String problem) {
    this(parameters, problem, false);
  }
}
