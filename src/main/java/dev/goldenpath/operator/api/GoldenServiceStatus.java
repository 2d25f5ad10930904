package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.function.Predicate;

/**
 * How far a service is, in the form that kstatus reads.
 *
 * @param observedGeneration the {@code metadata.generation} that this status speaks of; -1 before
 *     the first pass
 * @param observedOverrides a hash of the escape-hatch annotations that this status speaks of: they
 *     change no generation, so this is what a script can wait for; absent where there are none
 * @param namespace the namespace that was built
 * @param path the path document that the service was built from
 * @param conditions a list map by type
 * @param overrides the parameters whose value differs from the tier's
 * @param patched the components that a patch changes
 * @param ejected the components that the operator no longer manages
 * @param unmanaged the single objects that it no longer manages
 * @param paused why nothing is written; absent where the service is not paused
 * @param firstReady RFC 3339, UTC, seconds; written once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "!has(oldSelf.firstReady) || (has(self.firstReady) && self.firstReady == oldSelf.firstReady)",
    message = "firstReady is written once")
public record GoldenServiceStatus(
    @JsonPropertyDescription(
            "The metadata.generation that this status speaks of; -1 before the first pass.")
        @Min(-1)
        @Max(GoldenServiceStatus.MAX_GENERATION)
        Long observedGeneration,
    @JsonPropertyDescription(
            "A hash of the escape-hatch annotations that this status speaks of, which change no"
                + " generation. Absent where there are none.")
        @Size(max = Bounds.HASH)
        String observedOverrides,
    @JsonPropertyDescription("The namespace of the service.") @Size(max = Bounds.LABEL)
        String namespace,
    @JsonPropertyDescription("The golden path that the service was built from.") PathRef path,
    @JsonPropertyDescription(
            "What is so and what is awaited. Ready sums up; each component has its own <Component>Ready;"
                + " Reconciling and Stalled stand only while they are true, and never together.")
        @Size(max = Bounds.CONDITIONS)
        List<StatusCondition> conditions,
    @JsonPropertyDescription("The parameters whose value differs from the tier's.")
        @Size(max = Bounds.PARAMETERS)
        List<Override> overrides,
    @JsonPropertyDescription("The components whose objects a patch changes.")
        @Size(max = Bounds.COMPONENTS)
        List<Escape> patched,
    @JsonPropertyDescription("The components that were ejected: their owner manages them.")
        @Size(max = Bounds.COMPONENTS)
        List<Escape> ejected,
    @JsonPropertyDescription("The single objects that their owner manages.")
        @Size(max = Bounds.OBJECTS)
        List<Escape> unmanaged,
    @JsonPropertyDescription("Why nothing is written for this service, while that is so.")
        Escape paused,
    @JsonPropertyDescription("When the service was Ready for the first time. Written once.")
        @Size(max = Bounds.TIME)
        String firstReady) {

  /** The largest integer that every JSON reader keeps exact: 2^53 - 1. */
  public static final long MAX_GENERATION = 9007199254740991L;

  /**
   * The lists are never null, and no entry lacks what it is about, so that readers need no check.
   */
  public GoldenServiceStatus {
    conditions = whole(conditions, StatusCondition::isWhole);
    overrides = whole(overrides, each -> each.value() != null && !each.component().isEmpty());
    patched = whole(patched, each -> each.component() != null && each.patch() != null);
    ejected = whole(ejected, each -> each.component() != null);
    unmanaged = whole(unmanaged, each -> each.component() != null && each.object() != null);
  }

  private static <T> List<T> whole(List<T> entries, Predicate<T> isWhole) {
    return entries == null ? List.of() : entries.stream().filter(isWhole).toList();
  }

  /** A status that says nothing. */
  public static GoldenServiceStatus empty() {
    return new GoldenServiceStatus(
        null, null, null, null, null, null, null, null, null, null, null);
  }

  /** The same of another generation. */
  public GoldenServiceStatus with(long generation) {
    return new GoldenServiceStatus(
        generation,
        observedOverrides,
        namespace,
        path,
        conditions,
        overrides,
        patched,
        ejected,
        unmanaged,
        paused,
        firstReady);
  }

  /** The same with other conditions. */
  public GoldenServiceStatus with(List<StatusCondition> others) {
    return new GoldenServiceStatus(
        observedGeneration,
        observedOverrides,
        namespace,
        path,
        others,
        overrides,
        patched,
        ejected,
        unmanaged,
        paused,
        firstReady);
  }

  /**
   * One parameter that was overridden.
   *
   * @param parameter {@code component.parameter}
   * @param value what counts
   * @param standard what the tier has
   * @param unsafe true where the value lowers what the platform guarantees; else absent
   * @param reason a code of {@link HatchReasonCode}
   * @param message the words that its owner gave
   * @param since RFC 3339, UTC, seconds
   * @param until the last day that its owner wants it open, ISO 8601; absent where none was given
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Override(
      @JsonPropertyDescription("The parameter, as component.parameter.")
          @Size(max = Bounds.PARAMETER)
          String parameter,
      @JsonPropertyDescription("The value that counts.") @Size(max = Bounds.VALUE) String value,
      @JsonProperty("default")
          @JsonPropertyDescription("The value of the tier.")
          @Size(max = Bounds.DEFAULT)
          String standard,
      @JsonPropertyDescription(
              "Whether the value lowers what the platform guarantees. Absent where not.")
          Boolean unsafe,
      @JsonPropertyDescription(
              "Why: performance, compliance, missing-feature, migration, incident, cost, other or"
                  + " none.")
          @Size(max = Bounds.CODE)
          String reason,
      @JsonPropertyDescription("Why, in its owner's words.") @Size(max = Bounds.REASON)
          String message,
      @JsonPropertyDescription("Since when.") @Size(max = Bounds.TIME) String since,
      @JsonPropertyDescription("The last day that its owner wants it.") @Size(max = Bounds.TIME)
          String until) {

    /** The component that reads the parameter. */
    public String component() {
      return parameter == null ? "" : parameter.substring(0, Math.max(0, parameter.indexOf('.')));
    }

    /** Whether the value lowers what the platform guarantees. */
    public boolean lowersGuarantee() {
      return Boolean.TRUE.equals(unsafe);
    }
  }

  /**
   * Which path document built the service.
   *
   * @param name the document's name
   * @param version the document's version, semantic versioning
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PathRef(
      @JsonPropertyDescription("The name of the GoldenPath.") @Size(max = Bounds.LABEL) String name,
      @JsonPropertyDescription("Its version.") @Size(max = Bounds.VERSION) String version) {}
}
