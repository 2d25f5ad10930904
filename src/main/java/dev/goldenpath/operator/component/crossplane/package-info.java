/** Claims of Crossplane. Pure. */
package dev.goldenpath.operator.component.crossplane;
