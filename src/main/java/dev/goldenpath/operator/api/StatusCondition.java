package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * One condition, after the Kubernetes API conventions ({@code metav1.Condition}). fabric8's own
 * type would yield a schema without required fields and bounds.
 *
 * @param type CamelCase
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason CamelCase, from the closed set in {@link Reason}
 * @param message for people; the state and what it is waiting for, without time stamps or counters
 * @param lastTransitionTime RFC 3339, UTC, seconds; changes only with the status
 * @param observedGeneration the generation that the condition describes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusCondition(
    @JsonPropertyDescription("The type of the condition.")
        @Required
        @Size(max = Bounds.WORD)
        @Pattern("^[A-Z][A-Za-z0-9]*$")
        String type,
    @JsonPropertyDescription("True, False or Unknown.") @Required @Pattern("^(True|False|Unknown)$")
        String status,
    @JsonPropertyDescription("The reason for the status, as one word for machines.")
        @Required
        @Size(max = Bounds.WORD)
        @Pattern("^[A-Z][A-Za-z0-9]*$")
        String reason,
    @JsonPropertyDescription(
            "The reason for the status, for people: the state, and what it is waiting for.")
        @Size(max = Bounds.CONDITION_MESSAGE)
        String message,
    @JsonPropertyDescription("When the status last changed.") @Required @Size(max = Bounds.TIME)
        String lastTransitionTime,
    @JsonPropertyDescription("The metadata.generation that this condition describes.")
        @Min(0)
        @Max(GoldenServiceStatus.MAX_GENERATION)
        @Nullable Long observedGeneration) {

  /** Readers need no check of the message, which the schema does not require. */
  public StatusCondition {
    message = message == null ? "" : message;
  }

  public static final String TRUE = "True";
  public static final String FALSE = "False";

  /** Whether the status is {@code True}. (Named so that it does not become a JSON property.) */
  public boolean holds() {
    return TRUE.equals(status);
  }

  /** Whether it has everything that the schema requires, so that readers need no checks. */
  boolean isWhole() {
    return type != null && status != null && reason != null && lastTransitionTime != null;
  }
}
