/**
 * What the operator costs, counted by the API server's audit log and not by the operator itself.
 * Fails where a budget is missed, so that a change that makes it dearer is seen.
 */
package dev.goldenpath.bench;
