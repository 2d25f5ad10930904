package dev.goldenpath.operator.path;

import java.util.List;
import java.util.Map;

/**
 * What the override annotations of one GoldenService come to.
 *
 * @param values the values that count, by {@code component.parameter}
 * @param rejected what could not be understood, in the order of the keys; it changes nothing
 */
public record Overrides(Map<String, String> values, List<Rejected> rejected) {

  /**
   * One annotation that changes nothing.
   *
   * @param key the whole key
   * @param problem names the value and what would be valid
   */
  public record Rejected(String key, String problem) {}
}
