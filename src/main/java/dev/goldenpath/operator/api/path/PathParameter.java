package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a component, as it is written: numbers may stand without quotes.
 *
 * @param type the form of its values
 * @param description one sentence for people
 * @param minimum the least value
 * @param maximum the greatest value; of names, the greatest number of them
 * @param choices the valid values of a choice
 * @param unsafe the choices that lower what the platform guarantees
 * @param pattern the whole-text pattern of a text (RE2)
 * @param value the default of every tier
 * @param tiers the default of each tier
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathParameter(
    @JsonPropertyDescription("The form of its values, such as quantity, integer or choice.")
        @Size(max = Bounds.WORD)
        @Pattern("^[a-z][A-Za-z-]*$")
        @Nullable String type,
    @JsonPropertyDescription("One sentence for people.") @Size(max = Bounds.DEFAULT)
        @Nullable String description,
    @JsonPropertyDescription("The least value.") @Nullable IntOrString minimum,
    @JsonPropertyDescription("The greatest value; of names, the greatest number of them.")
        @Nullable IntOrString maximum,
    @JsonPropertyDescription("The valid values of a choice.") @Size(max = Bounds.COMPONENTS)
        @Nullable List<IntOrString> choices,
    @JsonPropertyDescription("The choices that lower what the platform guarantees.")
        @Size(max = Bounds.COMPONENTS)
        @Nullable List<IntOrString> unsafe,
    @JsonPropertyDescription("The pattern of a whole text (RE2).") @Size(max = Bounds.DEFAULT)
        @Nullable String pattern,
    @JsonPropertyDescription("The default of every tier.") @Nullable IntOrString value,
    @JsonPropertyDescription("The default of each tier, by its name.")
        @Size(max = Bounds.PATH_TIERS)
        @Nullable Map<String, IntOrString> tiers) {}
