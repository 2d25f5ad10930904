package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * How much a revision is used.
 *
 * @param services the number of services that were built from it; above 0, it cannot be deleted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoldenPathRevisionStatus(
    @JsonPropertyDescription("The number of services that have this revision.") @Min(0)
        @Nullable Integer services) {}
