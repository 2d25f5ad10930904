package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * How much a revision is used.
 *
 * @param services the number of services that were built from it; above 0, it cannot be deleted
 * @param rolledOut when it went all the way; absent if it never did
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoldenPathRevisionStatus(
    @JsonPropertyDescription("The number of services that have this revision.") @Min(0)
        @Nullable Integer services,
    @JsonPropertyDescription("When every wave had it, for the last time.") @Size(max = Bounds.TIME)
        @Nullable String rolledOut) {}
