/**
 * From a GoldenService and the path document to a {@link dev.goldenpath.operator.path.ServicePlan}.
 * Pure, but for reading the document's file. Nothing outside knows where the presets come from.
 */
package dev.goldenpath.operator.path;
