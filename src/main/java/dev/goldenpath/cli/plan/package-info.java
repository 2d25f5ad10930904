/** What a change of a service, or of the path, would do to each of its objects. */
package dev.goldenpath.cli.plan;
