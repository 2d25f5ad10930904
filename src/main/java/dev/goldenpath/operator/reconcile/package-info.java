/**
 * Where the plan meets the cluster: the only package that knows java-operator-sdk and the API
 * server. Reads from caches, writes by server-side apply, and only if something differs.
 */
package dev.goldenpath.operator.reconcile;
