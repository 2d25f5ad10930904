/**
 * The measurements of error budgets, from a Prometheus. Its answers are bounded in time and size,
 * and whatever is wrong with them has a name.
 */
package dev.goldenpath.operator.reconcile.prometheus;
