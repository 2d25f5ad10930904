/** One object brought to its desired state by server-side apply: requests, comparison, drift. */
package dev.goldenpath.operator.reconcile.apply;
