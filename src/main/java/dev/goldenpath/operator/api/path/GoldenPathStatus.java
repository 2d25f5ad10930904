package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the path, in the form that kstatus reads.
 *
 * @param observedGeneration the {@code metadata.generation} that this status describes; -1 before
 *     the first
 * @param current the version that a new service gets
 * @param target the version that services are to have: the last one that was accepted
 * @param counts the fleet, now
 * @param impact the fleet, when the target was accepted
 * @param rollout how far the target is
 * @param conditions a list map by type: Ready, Accepted, RolledOut, and Stalled while it is true
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GoldenPathStatus(
    @JsonPropertyDescription(
            "The metadata.generation that this status describes; -1 before the first look.")
        @Min(-1)
        @Max(GoldenServiceStatus.MAX_GENERATION)
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("The version that a new service gets.") @Size(max = Bounds.VERSION)
        @Nullable String current,
    @JsonPropertyDescription("The version that services are to have: the last accepted one.")
        @Size(max = Bounds.VERSION)
        @Nullable String target,
    @JsonPropertyDescription("The services of the cluster now, each in one class.")
        @Nullable Counts counts,
    @JsonPropertyDescription(
            "The services that the target was compared with when it was accepted, each in one class.")
        @Nullable Impact impact,
    @JsonPropertyDescription("How far the target is.") @Nullable PathRolloutStatus rollout,
    @JsonPropertyDescription(
            "Ready (true while a rollout goes as planned), Accepted (the document), RolledOut (every"
                + " wave is done), and Stalled while a person must act.")
        @Size(max = Bounds.PATH_CONDITIONS)
        List<StatusCondition> conditions) {

  /** The conditions are never null. */
  public GoldenPathStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** Of a path that the operator has not seen. */
  public static GoldenPathStatus empty() {
    return new GoldenPathStatus(null, null, null, null, null, null, List.of());
  }

  /**
   * The services of the cluster: each counts once, in the first class that fits.
   *
   * @param services all of them
   * @param onTarget those that were built from the target
   * @param waiting those that are still to be moved
   * @param held those whose hatches do not fit the target
   * @param pinned those whose owners pinned another version
   * @param paused those that are paused, or cannot be reconciled
   * @param failed those that failed on the target
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Counts(
      @JsonPropertyDescription("All services.") @Min(0) int services,
      @JsonPropertyDescription("The services that were built from the target.") @Min(0)
          int onTarget,
      @JsonPropertyDescription("Those that are still to be moved, or being moved.") @Min(0)
          int waiting,
      @JsonPropertyDescription(
              "Those that are not moved, since an override or a patch does not fit the target.")
          @Min(0)
          int held,
      @JsonPropertyDescription("Those that are not moved, since their owners pinned a version.")
          @Min(0)
          int pinned,
      @JsonPropertyDescription("Those that are not moved, since they are paused or unusable.")
          @Min(0)
          int paused,
      @JsonPropertyDescription("Those that failed on the target.") @Min(0) int failed) {}

  /**
   * What the target does to the fleet, compared when it was accepted.
   *
   * @param unchanged services in which it changes no object that matters, or that are paused
   * @param changed services in which it changes an object that may make them fail
   * @param conflict services whose hatches do not fit it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Impact(
      @JsonPropertyDescription(
              "Services in which it changes nothing that may make them fail, or that are paused.")
          @Min(0)
          int unchanged,
      @JsonPropertyDescription("Services in which it changes an object that may make them fail.")
          @Min(0)
          int changed,
      @JsonPropertyDescription("Services with an override or a patch that does not fit it.") @Min(0)
          int conflict) {}
}
