/**
 * What a candidate path document would do to the fleet: the objects of each service rendered from
 * two revisions, the differences between them, and the effects of these. Nothing is written, and
 * nothing is kept of a service but what is counted. Pure.
 */
package dev.goldenpath.operator.preview;
