/** The fleet: who is on the path, and who left it where and why. */
package dev.goldenpath.cli.report;
