/**
 * A GoldenService, the path document and the hatches make a {@link
 * dev.goldenpath.operator.plan.ServicePlan}, the only input of every component. Pure.
 */
package dev.goldenpath.operator.plan;
