/**
 * A real Kubernetes control plane (etcd, kube-apiserver, kube-controller-manager) on loopback, for
 * the tests and for the try-out: a mock has no server-side apply, no admission, no RBAC and no
 * garbage collection, and those are what an operator gets wrong. Knows nothing of the operator, and
 * of JUnit only in its own test.
 */
package dev.goldenpath.controlplane;
