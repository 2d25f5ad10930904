package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The path's settings of one component, as they are written.
 *
 * @param enabled false switches the component off for every service
 * @param patchable what a patch may change, as JSON pointers
 * @param parameters by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathComponent(
    @JsonPropertyDescription("Whether the component is offered; false switches it off for all.")
        @Nullable Boolean enabled,
    @JsonPropertyDescription(
            "What the patch hatch may change in its objects, as JSON pointers (RFC 6901); * is any"
                + " one key or index.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable List<String> patchable,
    @JsonPropertyDescription("Its parameters, by name.") @Size(max = Bounds.COMPONENT_PARAMETERS)
        @Nullable Map<String, PathParameter> parameters) {}
