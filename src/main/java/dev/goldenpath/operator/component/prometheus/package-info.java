/**
 * What components need to know about Prometheus: its queries, and which of its instances selects an
 * object.
 */
package dev.goldenpath.operator.component.prometheus;
