/** The objectives of a service: recording rules, alerts and their limitations. */
package dev.goldenpath.operator.component.slo;
