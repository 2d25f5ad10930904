/** The verbs that open and close hatches, by the annotation that a person could write. */
package dev.goldenpath.cli.hatch;
