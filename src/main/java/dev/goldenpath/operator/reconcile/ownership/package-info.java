/** Whose an object or a namespace is: taken, handed over, let go. */
package dev.goldenpath.operator.reconcile.ownership;
