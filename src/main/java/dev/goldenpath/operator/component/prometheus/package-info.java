/**
 * What components need to know of Prometheus: its queries, and which of its instances takes an
 * object.
 */
package dev.goldenpath.operator.component.prometheus;
