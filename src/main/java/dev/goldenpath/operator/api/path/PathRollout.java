package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a revision reaches the services, as it is written; {@code rollout.Strategy} has the checked
 * form, and the defaults.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathRollout(
    @JsonPropertyDescription("How long a service must be Ready on a revision to count as moved.")
        @Pattern(PathRollout.DURATION)
        @Size(max = Bounds.TIME)
        @Nullable String minReady,
    @JsonPropertyDescription("How long a service may take before it counts as failed.")
        @Pattern(PathRollout.DURATION)
        @Size(max = Bounds.TIME)
        @Nullable String progressDeadline,
    @JsonPropertyDescription(
            "What happens to a service whose override or patch does not fit: Hold keeps it where it"
                + " is, Keep moves it with its value, Enforce moves it without.")
        @Pattern("^(Hold|Keep|Enforce)$")
        @Nullable String conflicts,
    @JsonPropertyDescription("The gate of the error budget; needs PROMETHEUS_URL.")
        @Nullable ErrorBudget errorBudget,
    @JsonPropertyDescription(
            "The waves, in their order. A service is in the first that matches; who matches none"
                + " comes last.")
        @Size(max = Bounds.COMPONENTS)
        @Nullable List<Wave> waves) {
  static final String DURATION = "^[1-9][0-9]{0,5}(s|m|h|d)$";

  /** The gate of the error budget. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ErrorBudget(
      @JsonPropertyDescription("How many times faster than sustainable it may burn.")
          @Nullable IntOrString maxBurnRate,
      @JsonPropertyDescription("The window of the measurement.")
          @Pattern(PathRollout.DURATION)
          @Size(max = Bounds.TIME)
          @Nullable String window,
      @JsonPropertyDescription("Wait or Ignore, while nothing can be measured.")
          @Pattern("^(Wait|Ignore)$")
          @Nullable String onNoData) {}

  /** One wave. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Wave(
      @JsonPropertyDescription("A DNS label.") @Required @Size(min = 1, max = Bounds.LABEL)
          String name,
      @JsonPropertyDescription("The tiers of its services; all if absent.")
          @Size(max = Bounds.PATH_TIERS)
          @Nullable List<String> tiers,
      @JsonPropertyDescription("The labels of its services; all if absent.")
          @Nullable Selector selector,
      @JsonPropertyDescription("Only this share of them, 1 to 100: a sample.")
          @Nullable IntOrString percent,
      @JsonPropertyDescription("How many move at once: 1 to 100, or a percentage.")
          @Nullable IntOrString maxConcurrency,
      @JsonPropertyDescription("How many may fail: 1 to 100, or a percentage.")
          @Nullable IntOrString maxFailures,
      @JsonPropertyDescription("How long it is watched before the next one begins.")
          @Pattern(PathRollout.DURATION)
          @Size(max = Bounds.TIME)
          @Nullable String soak,
      @JsonPropertyDescription("Whether it waits until this is removed.")
          @Nullable Boolean paused) {}

  /** A label selector. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Selector(
      @JsonPropertyDescription("The labels that a service must have.")
          @Size(max = Bounds.PATH_ENTRIES)
          @Nullable Map<String, String> matchLabels) {}
}
