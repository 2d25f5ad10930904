package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * One open hatch, as it was applied rather than as it was requested.
 *
 * @param kind a text of {@link HatchKind}
 * @param target the parameter of an override, the component of a patch or an eject, {@code
 *     Kind/name} of an unmanaged object, {@value #SERVICE} for a pause, {@value #PATH} for a pin
 * @param component the component; absent for a pause and a pin
 * @param value the value of the parameter, the merge patch, or the revision; absent for the other
 *     kinds
 * @param standard the value of the tier; absent for other kinds than an override
 * @param unsafe true if the value lowers what the platform guarantees; otherwise absent
 * @param reason a code of {@link HatchReasonCode}
 * @param message the reason in the owner's words
 * @param since RFC 3339, UTC, seconds
 * @param until the last day that its owner wants it open, ISO 8601; absent if none was given
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HatchStatus(
    @JsonPropertyDescription("The kind of hatch: override, patch, eject, unmanaged, pause or pin.")
        @Required
        @Size(max = Bounds.WORD)
        String kind,
    @JsonPropertyDescription(
            "The target of the hatch: a parameter, a component, an object as Kind/name, service"
                + " or path.")
        @Required
        @Size(max = Bounds.OBJECT)
        String target,
    @JsonPropertyDescription("The component. Absent for a pause and a pin.")
        @Size(max = Bounds.LABEL)
        @Nullable String component,
    @JsonPropertyDescription(
            "The value of the parameter, the JSON merge patch, or the revision, that is in"
                + " effect.")
        @Size(max = Bounds.PATCH)
        @Nullable String value,
    @JsonProperty("default")
        @JsonPropertyDescription("The value of the tier, which the override replaces.")
        @Size(max = Bounds.DEFAULT)
        @Nullable String standard,
    @JsonPropertyDescription("Whether the value lowers what the platform guarantees.")
        @Nullable Boolean unsafe,
    @JsonPropertyDescription(
            "The reason: performance, compliance, missing-feature, migration, incident, cost, other"
                + " or none.")
        @Size(max = Bounds.CODE)
        @Nullable String reason,
    @JsonPropertyDescription("The reason in the owner's words.") @Size(max = Bounds.REASON)
        @Nullable String message,
    @JsonPropertyDescription("When the hatch was opened.") @Size(max = Bounds.TIME)
        @Nullable String since,
    @JsonPropertyDescription("The last day on which the owner wants it open.")
        @Size(max = Bounds.TIME)
        @Nullable String until) {
  /** The target of a pause. */
  public static final String SERVICE = "service";

  /** The target of a pin. */
  public static final String PATH = "path";

  /** Whether it has the same kind and target as another. */
  public boolean isSame(HatchStatus other) {
    return kind.equals(other.kind) && target.equals(other.target);
  }

  /** Whether it has everything that its kind requires; kinds of other versions are accepted. */
  boolean isWhole() {
    if (kind == null || target == null || target.isEmpty()) {
      return false;
    }
    return HatchKind.of(kind)
        .map(
            known ->
                switch (known) {
                  case OVERRIDE -> value != null && component != null && isParameterOf(component);
                  case PATCH -> value != null && component != null;
                  case EJECT, UNMANAGED -> component != null;
                  case PAUSE -> true;
                  case PIN -> value != null;
                })
        .orElse(true);
  }

  private boolean isParameterOf(String name) {
    return !name.isEmpty() && target.startsWith(name + ".");
  }
}
