/** The objectives of a service: recording rules, alerts and what is wrong with them. */
package dev.goldenpath.operator.component.slo;
