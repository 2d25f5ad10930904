package dev.goldenpath.cli.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A value that would stay, although the path has another one.
 *
 * @param parameter {@code component.parameter}
 * @param field the field that has it; null if no object shows it
 * @param value what stays
 * @param wanted what the path has
 * @param why for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StayingValue(
    String parameter, @Nullable String field, String value, String wanted, String why) {}
