package dev.goldenpath.cli.progress;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.HatchHash;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the status of a service says, and whether it says it about the present spec and hatches: an
 * annotation does not change {@code metadata.generation}, so the generation alone is not enough.
 *
 * @param service as the API server shows it
 */
public record ServiceState(GoldenService service) {
  /** Of a text from the cluster, as much as a person reads. */
  public static final int LONGEST = 1_024;

  /** With these, the operator has not read the hatches, and no hatch helps. */
  private static final Set<String> OF_SPEC = Set.of(Reason.INVALID_SPEC, Reason.NAME_RESERVED);

  /** Its name. */
  public String name() {
    return service.getMetadata().getName();
  }

  /** Its status; empty if the operator has not looked at it. */
  public Optional<GoldenServiceStatus> status() {
    return Optional.ofNullable(service.getStatus());
  }

  /** A condition of it. */
  public Optional<StatusCondition> condition(String type) {
    return StatusAssembler.find(status(), type);
  }

  /** Whether the status describes the present spec. */
  public boolean isSpecObserved() {
    return status()
        .map(GoldenServiceStatus::observedGeneration)
        .filter(observed -> observed.equals(service.getMetadata().getGeneration()))
        .isPresent();
  }

  /** Whether the status describes the present spec and hatches. */
  public boolean isObserved() {
    return isSpecObserved()
        && Objects.equals(
            status().map(GoldenServiceStatus::observedHatches).orElse(null),
            HatchHash.of(service.getMetadata().getAnnotations()));
  }

  /** Whether it is Ready as it is now. */
  public boolean isReady() {
    return isObserved()
        && condition(ConditionType.READY).filter(StatusCondition::holds).isPresent();
  }

  /** Why a person must act, if the status says so about the service as it is now. */
  public Optional<StatusCondition> stalled() {
    return condition(ConditionType.STALLED)
        .filter(StatusCondition::holds)
        .filter(
            stalled -> isObserved() || (isSpecObserved() && OF_SPEC.contains(stalled.reason())));
  }

  /** Whether it is being deleted. */
  public boolean isTerminating() {
    return service.getMetadata().getDeletionTimestamp() != null;
  }

  /** The problems of hatches that have no effect; empty if all have. */
  public Optional<String> rejected() {
    return condition(ConditionType.HATCHES_ACCEPTED)
        .filter(condition -> !condition.holds())
        .map(StatusCondition::message);
  }

  /** What the status sums up, or what it lacks, for people. */
  public String summary() {
    if (!isSpecObserved()) {
      return "generation %d is not observed yet".formatted(service.getMetadata().getGeneration());
    }
    if (!isObserved() && stalled().isEmpty()) {
      return "the hatches are not observed yet";
    }
    return condition(ConditionType.READY)
        .map(StatusCondition::message)
        .map(ServiceState::plain)
        .orElse("not reported yet");
  }

  /** A text from the cluster, fit for a terminal. */
  static String plain(String text) {
    return MessageText.plain(text, LONGEST);
  }
}
