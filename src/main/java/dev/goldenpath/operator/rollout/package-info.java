/**
 * How a revision of the golden path reaches the fleet: the strategy of waves, the state of a
 * rollout, the transition from one state to the next, and the revision that each service should
 * have. Pure: time, health and measurements are inputs. A state is stored before anything is done
 * because of it.
 */
package dev.goldenpath.operator.rollout;
