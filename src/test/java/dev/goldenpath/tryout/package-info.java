/**
 * The operator on a control plane of its own, for people: to see it at work without a cluster, and
 * for the bench, which runs it the same way.
 */
package dev.goldenpath.tryout;
