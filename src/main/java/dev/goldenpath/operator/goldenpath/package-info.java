/**
 * The path document: what the defaults are, what may be changed and within which bounds. Pure, but
 * for reading the document's file. Nothing outside knows where the presets come from.
 */
package dev.goldenpath.operator.goldenpath;
