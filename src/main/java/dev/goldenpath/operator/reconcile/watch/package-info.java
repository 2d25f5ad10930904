/** How the operator observes the cluster: informers, what they keep, and what they trigger. */
package dev.goldenpath.operator.reconcile.watch;
