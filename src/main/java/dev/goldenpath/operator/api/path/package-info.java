/**
 * The golden path as a resource: the kinds GoldenPath and GoldenPathRevision, as their users see
 * them. The path document itself is read as JSON by {@code goldenpath}, so that a field of another
 * release costs nothing; the types of its fields here only make its schema.
 */
@org.jspecify.annotations.NullMarked
package dev.goldenpath.operator.api.path;
