package dev.goldenpath.operator.goldenpath;

/**
 * A path document as it was understood.
 *
 * @param path what it says, completed from the built-in one
 * @param ignored what it says that this release does not know
 */
public record PathDocument(GoldenPath path, IgnoredFields ignored) {}
