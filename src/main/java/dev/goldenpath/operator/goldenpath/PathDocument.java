package dev.goldenpath.operator.goldenpath;

/**
 * A path document that was read.
 *
 * @param path its content, completed from the built-in one
 * @param ignored its fields that this release does not know
 */
public record PathDocument(GoldenPath path, IgnoredFields ignored) {}
