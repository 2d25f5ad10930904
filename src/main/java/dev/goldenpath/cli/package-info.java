/**
 * {@code kubectl golden}: what people ask of the golden path, answered by the pure packages of the
 * operator. The cluster is reached through the caller's kubectl alone.
 */
package dev.goldenpath.cli;
