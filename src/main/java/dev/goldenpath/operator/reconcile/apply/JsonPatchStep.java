package dev.goldenpath.operator.reconcile.apply;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a JSON patch (RFC 6902).
 *
 * @param value absent from an operation that takes none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonPatchStep(String op, String path, @Nullable Object value) {}
