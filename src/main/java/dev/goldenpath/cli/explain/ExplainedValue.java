package dev.goldenpath.cli.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A value of a service, or a hatch that has none.
 *
 * @param parameter {@code component.parameter}; of other hatches, their target
 * @param value in effect; null if the operator does not decide it
 * @param from its origin
 * @param standard the value of the tier; null for a hatch that has none
 * @param why the reason of a hatch, or why a value stays; empty if the path decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExplainedValue(
    String parameter,
    @Nullable String value,
    Origin from,
    @JsonProperty("default") @Nullable String standard,
    String why) {
  /** Whether it differs from what the path has for the tier. */
  public boolean isChanged() {
    return !from.isPath() && !(from == Origin.OVERRIDE && value != null && value.equals(standard));
  }

  boolean isParameter() {
    return standard != null;
  }
}
