/** Every value of a service with its origin, and what a parameter may be. */
package dev.goldenpath.cli.explain;
