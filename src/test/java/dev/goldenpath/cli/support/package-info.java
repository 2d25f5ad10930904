/** Runs the plugin in tests: in this JVM, with a scripted kubectl or the real one. */
package dev.goldenpath.cli.support;
