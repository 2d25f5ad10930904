/** The pods of a service: their template, their size and how far a rollout is. Pure. */
package dev.goldenpath.operator.component.workload;
