/**
 * From facts to status, after kstatus: facts, the status before and a clock go in, the status and
 * the events about it come out. Pure.
 */
package dev.goldenpath.operator.status;
