package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param candidate the spec of the GoldenPath in the pull request
 * @param dryRun how much the API server is asked
 * @param ttlSecondsAfterFinished when the answer is deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoldenPathPreviewSpec(
    @JsonPropertyDescription("The spec of the GoldenPath that is to be tried.") @Required
        GoldenPathSpec candidate,
    @JsonPropertyDescription("How much the API server is asked.") @Nullable DryRun dryRun,
    @JsonPropertyDescription("How long the answer is kept, in seconds.")
        @Default("3600")
        @Min(0)
        @Max(2_592_000)
        @Nullable Integer ttlSecondsAfterFinished) {

  /** How much the API server is asked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DryRun(
      @JsonPropertyDescription(
              "Of how many services each kind of change is tried; 0 for a comparison alone.")
          @Default("20")
          @Min(0)
          @Max(100)
          @Nullable Integer maxPerChange) {}
}
