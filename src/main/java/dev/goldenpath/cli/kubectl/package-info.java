/** The caller's kubectl, the only way to the cluster. */
package dev.goldenpath.cli.kubectl;
