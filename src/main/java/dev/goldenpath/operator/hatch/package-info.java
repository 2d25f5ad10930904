/**
 * The escape hatches: annotations of a GoldenService to {@link
 * dev.goldenpath.operator.hatch.Hatches}. Invalid annotations are reported and have no effect.
 * Pure.
 */
package dev.goldenpath.operator.hatch;
