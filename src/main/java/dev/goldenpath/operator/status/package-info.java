/**
 * Builds the status, after kstatus, from facts, the previous status and a clock, with the Events
 * about its changes. Pure.
 */
package dev.goldenpath.operator.status;
