/** The ownership of objects and namespaces: taken, handed over, released. */
package dev.goldenpath.operator.reconcile.ownership;
