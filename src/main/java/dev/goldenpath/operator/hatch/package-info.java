/**
 * The escape hatches: annotations of a GoldenService to {@link
 * dev.goldenpath.operator.hatch.Hatches}. What is not understood is named and changes nothing.
 * Pure.
 */
package dev.goldenpath.operator.hatch;
