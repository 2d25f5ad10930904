/** Runs every verb once, so that the JVM can keep its classes prepared. */
package dev.goldenpath.cli.training;
