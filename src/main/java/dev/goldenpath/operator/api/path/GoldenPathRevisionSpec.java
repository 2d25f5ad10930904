package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a revision, as it was in the path.
 *
 * @param version the version of the path
 * @param platform the settings that all services share
 * @param components by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoldenPathRevisionSpec(
    @JsonPropertyDescription(GoldenPathSpec.VERSION)
        @Required
        @Size(max = Bounds.VERSION)
        @Pattern(GoldenPathSpec.SEMANTIC_VERSION)
        String version,
    @JsonPropertyDescription(GoldenPathSpec.PLATFORM) @Nullable PathPlatform platform,
    @JsonPropertyDescription(GoldenPathSpec.COMPONENTS) @Size(max = Bounds.COMPONENTS)
        @Nullable Map<String, PathComponent> components) {}
