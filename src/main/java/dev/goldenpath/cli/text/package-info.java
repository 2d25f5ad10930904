/** Output that is the same for every verb: tables, JSON and YAML. */
package dev.goldenpath.cli.text;
