/** Routes of the Gateway API. Pure. */
package dev.goldenpath.operator.component.route;
