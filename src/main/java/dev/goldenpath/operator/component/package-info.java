/**
 * What a service gets. One file is one component: its desired objects and when it is ready, as pure
 * functions of the plan; {@link dev.goldenpath.operator.component.Components} lists them all.
 */
package dev.goldenpath.operator.component;
