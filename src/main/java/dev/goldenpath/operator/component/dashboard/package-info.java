/** The panels of a service's dashboard. */
package dev.goldenpath.operator.component.dashboard;
