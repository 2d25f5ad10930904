package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a new leader needs to go on with a rollout; {@code rollout.RolloutState} is its working
 * form.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PathRolloutStatus(
    @JsonPropertyDescription("Progressing, Paused, Halted or Complete.") @Size(max = Bounds.WORD)
        @Nullable String phase,
    @JsonPropertyDescription("Why it is paused or halted.") @Size(max = Bounds.WORD)
        @Nullable String reason,
    @JsonPropertyDescription("The present wave; absent when all are done.") @Nullable Wave wave,
    @JsonPropertyDescription("The services that are being moved: decided before it is done.")
        @Size(max = Bounds.PATH_IN_FLIGHT)
        List<InFlight> inFlight,
    @JsonPropertyDescription("The services that failed on the target, and went back.")
        @Size(max = Bounds.PATH_FAILED)
        List<Failed> failed,
    @JsonPropertyDescription("The annotation goldenpath.dev/retry that was acted on last.")
        @Size(max = Bounds.REASON)
        @Nullable String retriedAt) {

  /** The lists are never null. */
  public PathRolloutStatus {
    inFlight = inFlight == null ? List.of() : List.copyOf(inFlight);
    failed = failed == null ? List.of() : List.copyOf(failed);
  }

  /** How far the present wave is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Wave(
      @JsonPropertyDescription("The wave.") @Size(max = Bounds.LABEL) @Nullable String name,
      @JsonPropertyDescription("When it began.") @Size(max = Bounds.TIME)
          @Nullable String startedAt,
      @JsonPropertyDescription("How many services it moves.") @Min(0) @Nullable Integer services,
      @JsonPropertyDescription("How many of them are on the target.") @Min(0)
          @Nullable Integer moved,
      @JsonPropertyDescription("How many failed.") @Min(0) @Nullable Integer failed,
      @JsonPropertyDescription("When nobody was left to be picked.") @Size(max = Bounds.TIME)
          @Nullable String pickedAt,
      @JsonPropertyDescription("When the soak ends.") @Size(max = Bounds.TIME)
          @Nullable String soakUntil,
      @JsonPropertyDescription("What the gates say.") @Size(max = Bounds.MESSAGE)
          @Nullable String gate) {}

  /** A service that is being moved. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record InFlight(
      @JsonPropertyDescription("The service.") @Size(max = Bounds.LABEL) @Nullable String name,
      @JsonPropertyDescription("When that was decided.") @Size(max = Bounds.TIME)
          @Nullable String since,
      @JsonPropertyDescription("What was wrong with it before.") @Size(max = Bounds.PATH_TIERS)
          @Nullable List<String> baseline) {}

  /** A service that failed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Failed(
      @JsonPropertyDescription("The service.") @Size(max = Bounds.LABEL) @Nullable String name,
      @JsonPropertyDescription("The reason, as one word for machines.") @Size(max = Bounds.WORD)
          @Nullable String reason,
      @JsonPropertyDescription("The reason, for people.") @Size(max = Bounds.REASON)
          @Nullable String message,
      @JsonPropertyDescription("When it failed.") @Size(max = Bounds.TIME) @Nullable String at) {}
}
