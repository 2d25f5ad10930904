package dev.goldenpath.operator.goldenpath;

import java.util.List;

/**
 * Values that are valid by themselves and not together.
 *
 * @param parameters whose values they are
 * @param problem what is wrong, and what would be valid
 */
public record Contradiction(List<String> parameters, String problem) {}
