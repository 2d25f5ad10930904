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
 * @param counts the fleet
 * @param conditions a list map by type: Ready, Accepted, and Stalled while it is true
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
    @JsonPropertyDescription("The services of the cluster.") @Nullable Counts counts,
    @JsonPropertyDescription("Ready, Accepted (the document), and Stalled while a person must act.")
        @Size(max = Bounds.PATH_CONDITIONS)
        List<StatusCondition> conditions) {

  /** The conditions are never null. */
  public GoldenPathStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** Of a path that the operator has not seen. */
  public static GoldenPathStatus empty() {
    return new GoldenPathStatus(null, null, null, null, List.of());
  }

  /**
   * The services of the cluster.
   *
   * @param services all of them
   * @param onTarget those that were built from the target
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Counts(
      @JsonPropertyDescription("All services.") @Min(0) int services,
      @JsonPropertyDescription("The services that were built from the target.") @Min(0)
          int onTarget) {}
}
