package dev.goldenpath.operator.hatch;

/**
 * One annotation that has no effect.
 *
 * @param key the whole key
 * @param problem names the value and what would be valid
 */
public record RejectedHatch(String key, String problem) {}
