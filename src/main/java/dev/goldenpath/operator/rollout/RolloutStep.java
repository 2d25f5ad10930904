package dev.goldenpath.operator.rollout;

import java.util.List;

/**
 * The next state, and what to report once it is stored.
 *
 * @param state equal to the one before if there is nothing to store
 * @param events in the order in which they happened
 */
public record RolloutStep(RolloutState state, List<RolloutEvent> events) {}
