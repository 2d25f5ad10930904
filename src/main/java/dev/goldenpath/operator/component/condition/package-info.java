/** Conditions that other controllers write. Pure. */
package dev.goldenpath.operator.component.condition;
