/** What a change of an object does beyond the change itself. Pure. */
package dev.goldenpath.operator.component.effect;
