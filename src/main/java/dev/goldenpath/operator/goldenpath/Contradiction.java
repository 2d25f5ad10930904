package dev.goldenpath.operator.goldenpath;

import java.util.List;

/**
 * Values that are valid individually but not together.
 *
 * @param parameters the parameters of these values
 * @param problem what is wrong, and what would be valid
 */
public record Contradiction(List<String> parameters, String problem) {}
