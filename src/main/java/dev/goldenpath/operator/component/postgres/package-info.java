/** The database's claim: what it asks its provider for, and what the provider says of it. */
package dev.goldenpath.operator.component.postgres;
