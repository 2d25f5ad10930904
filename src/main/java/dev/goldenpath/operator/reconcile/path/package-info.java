/** The GoldenPath resource: from its document to revisions, and from these to every service. */
package dev.goldenpath.operator.reconcile.path;
