/** What the operator sees of the cluster: informers, what they keep, and whom they wake. */
package dev.goldenpath.operator.reconcile.watch;
