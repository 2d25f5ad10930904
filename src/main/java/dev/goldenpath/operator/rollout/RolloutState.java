package dev.goldenpath.operator.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a new leader needs to go on with a rollout; a part of the path's status. Bounded: less
 * than 20 kB as JSON, however large the fleet. It is stored before a service is moved by it.
 *
 * @param current the last revision that went all the way: what a new service gets
 * @param target the revision on its way; equal to {@code current} when done
 * @param phase what the rollout is doing
 * @param reason why it is paused or halted
 * @param wave the present wave; absent when all are done
 * @param inFlight the services that are being moved, at most {@link Amount#MAXIMUM}
 * @param failed the services that failed on the target, oldest first, at most {@link #MAX_FAILED}
 * @param retriedAt the annotation {@code goldenpath.dev/retry} that was acted on last
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RolloutState(
    String current,
    String target,
    RolloutPhase phase,
    @Nullable PhaseReason reason,
    @Nullable WaveState wave,
    List<InFlight> inFlight,
    List<FailedService> failed,
    @Nullable String retriedAt) {

  /** The most services that are listed as failed; a rollout that reaches it halts. */
  public static final int MAX_FAILED = 200;

  /** The lists are empty if they are absent. */
  public RolloutState {
    inFlight = orEmpty(inFlight);
    failed = orEmpty(failed);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
