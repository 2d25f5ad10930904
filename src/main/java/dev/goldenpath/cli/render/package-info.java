/** The objects that the operator would apply. */
package dev.goldenpath.cli.render;
