/**
 * The public contract: the types of the {@code GoldenService} resource and the vocabulary that
 * users, GitOps tools and dashboards read. No logic, no cluster, no framework.
 */
package dev.goldenpath.operator.api;
