/**
 * The real monitoring stack on loopback, beside the control plane: prometheus-operator turns the
 * objects of the cluster into configuration, and a Prometheus and an Alertmanager run with it. What
 * would be pods are processes here; all else is as in a cluster.
 */
package dev.goldenpath.monitoring;
