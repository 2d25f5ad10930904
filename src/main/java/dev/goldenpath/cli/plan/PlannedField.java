package dev.goldenpath.cli.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A field that would change.
 *
 * @param field its path: {@code .spec.hard.pods}
 * @param from as in JSON; null if the object has none
 * @param to likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedField(String field, @Nullable Object from, @Nullable Object to) {}
