package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/**
 * One open escape hatch other than an override.
 *
 * @param component what left the path; absent where the whole service is paused
 * @param object kind and name of the object, where only that one left
 * @param patch the JSON merge patch that counts
 * @param reason a code of {@link HatchReasonCode}
 * @param message the words that its owner gave
 * @param since RFC 3339, UTC, seconds
 * @param until the last day that its owner wants it open, ISO 8601; absent where none was given
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Escape(
    @JsonPropertyDescription("The component that left the path.") @Size(max = Bounds.LABEL)
        String component,
    @JsonPropertyDescription("The one object that left it, as Kind/name.")
        @Size(max = Bounds.OBJECT)
        String object,
    @JsonPropertyDescription("The JSON merge patch that counts.") @Size(max = Bounds.PATCH)
        String patch,
    @JsonPropertyDescription(
            "Why: performance, compliance, missing-feature, migration, incident, cost, other or none.")
        @Size(max = Bounds.CODE)
        String reason,
    @JsonPropertyDescription("Why, in its owner's words.") @Size(max = Bounds.REASON)
        String message,
    @JsonPropertyDescription("Since when.") @Size(max = Bounds.TIME) String since,
    @JsonPropertyDescription("The last day that its owner wants it open.") @Size(max = Bounds.TIME)
        String until) {}
