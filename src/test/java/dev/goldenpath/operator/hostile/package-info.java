/** What a tenant writes to harm others, and what it costs the operator. */
package dev.goldenpath.operator.hostile;
