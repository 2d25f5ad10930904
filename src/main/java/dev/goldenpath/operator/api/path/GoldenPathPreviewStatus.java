package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.StatusCondition;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer; {@code preview.PreviewResult} is its working form, and explains it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GoldenPathPreviewStatus(
    @JsonPropertyDescription("The version with which it was compared.") @Size(max = Bounds.VERSION)
        @Nullable String comparedWith,
    @JsonPropertyDescription("The services, each in one class.") @Nullable Services services,
    @JsonPropertyDescription("How many changed services have each effect.")
        @Size(max = Bounds.PATH_CONDITIONS)
        @Nullable Map<String, Integer> effects,
    @JsonPropertyDescription("What the API server was asked.") @Nullable DryRuns dryRuns,
    @JsonPropertyDescription("The kinds of change, the widest first.")
        @Size(max = Bounds.PREVIEW_CHANGES)
        @Nullable List<Change> changes,
    @JsonPropertyDescription("Overrides and patches that do not fit the candidate.")
        @Size(max = Bounds.PREVIEW_CONFLICTS)
        @Nullable List<Conflict> conflicts,
    @JsonPropertyDescription("What is not listed.") @Nullable LeftOut leftOut,
    @JsonPropertyDescription("Accepted (the candidate) and Complete.")
        @Size(max = Bounds.PATH_CONDITIONS)
        @Nullable List<StatusCondition> conditions) {

  /** The services, each in one class. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Services(
      @JsonPropertyDescription("All services.") @Min(0) int total,
      @JsonPropertyDescription("Those in which no object changes.") @Min(0) int unchanged,
      @JsonPropertyDescription("Those in which an object changes, and nothing stands against it.")
          @Min(0)
          int changed,
      @JsonPropertyDescription("Those with an override or a patch that does not fit the candidate.")
          @Min(0)
          int conflict,
      @JsonPropertyDescription("Those of which the API server refuses an object.") @Min(0)
          int refused,
      @JsonPropertyDescription("Those for which there is no answer, such as that of a webhook.")
          @Min(0)
          int unknown,
      @JsonPropertyDescription("Of the unchanged, those that stay whatever the candidate is.")
          @Nullable Staying staying) {}

  /** Services that stay on their revision. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Staying(
      @JsonPropertyDescription("Those whose owners pinned a version.") @Min(0) int pinned,
      @JsonPropertyDescription("Those that the rollout holds.") @Min(0) int held,
      @JsonPropertyDescription("Those that their owners paused.") @Min(0) int paused) {}

  /** What the API server was asked. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record DryRuns(
      @JsonPropertyDescription("How many dry runs were answered.") @Min(0) int sent,
      @JsonPropertyDescription("How many there may be.") @Min(0) int budget,
      @JsonPropertyDescription("How many there may be in a second.") @Min(0)
          int limitedPerSecond) {}

  /** A kind of change. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(
      @JsonPropertyDescription("The component.") @Size(max = Bounds.LABEL)
          @Nullable String component,
      @JsonPropertyDescription("Kind and name; {service} is the name of the service.")
          @Size(max = Bounds.OBJECT)
          @Nullable String object,
      @JsonPropertyDescription("The field; absent if the whole object is created or removed.")
          @Size(max = Bounds.PATH_TEXT)
          @Nullable String field,
      @JsonPropertyDescription("Its value now; absent if there is none.")
          @Size(max = Bounds.PATH_TEXT)
          @Nullable String from,
      @JsonPropertyDescription("Its value by the candidate; absent if there is none.")
          @Size(max = Bounds.PATH_TEXT)
          @Nullable String to,
      @JsonPropertyDescription("How many services have this change.") @Min(0) int services,
      @JsonPropertyDescription("The class of these services: changed, refused or unknown.")
          @JsonProperty("class")
          @Size(max = Bounds.WORD)
          @Nullable String type,
      @JsonPropertyDescription("The answer of the API server, or another remark.")
          @Size(max = Bounds.REASON)
          @Nullable String message,
      @JsonPropertyDescription("Some of these services.") @Size(max = Bounds.PREVIEW_EXAMPLES)
          @Nullable List<String> examples) {}

  /** A hatch that does not fit the candidate. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Conflict(
      @JsonPropertyDescription("The service.") @Size(max = Bounds.LABEL) @Nullable String service,
      @JsonPropertyDescription("The annotation.") @Size(max = Bounds.PATH_TEXT)
          @Nullable String key,
      @JsonPropertyDescription("The value, and what would be valid.") @Size(max = Bounds.REASON)
          @Nullable String message) {}

  /** What is not listed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record LeftOut(
      @JsonPropertyDescription("Kinds of change.") @Min(0) int changes,
      @JsonPropertyDescription("Overrides and patches that do not fit.") @Min(0) int conflicts,
      @JsonPropertyDescription("Changes of fields of too many kinds.") @Min(0) long fields,
      @JsonPropertyDescription("Services with too many combinations of changes.") @Min(0)
          int services) {}
}
