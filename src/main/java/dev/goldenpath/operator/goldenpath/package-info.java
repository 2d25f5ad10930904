/**
 * The path document: the defaults, which of them may be changed, and within which bounds. Pure,
 * except for reading the document's file. No other package knows where the presets come from.
 */
package dev.goldenpath.operator.goldenpath;
