/** Every fenced block of the docs is run, or checked if it cannot run here. */
package dev.goldenpath.docs;
