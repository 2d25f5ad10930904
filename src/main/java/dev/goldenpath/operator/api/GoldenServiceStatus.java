package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of a service, in the form that kstatus reads.
 *
 * @param observedGeneration the {@code metadata.generation} that this status describes; -1 before
 *     the first reconciliation
 * @param observedHatches a hash of the escape-hatch annotations that this status describes: they do
 *     not change the generation, so scripts can wait for this; absent if there are none
 * @param namespace the namespace that was built
 * @param path the path document that the service was built from
 * @param conditions a list map by type
 * @param hatches a list map by kind and target: every open hatch
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
            "The metadata.generation that this status describes; -1 before the first"
                + " reconciliation.")
        @Min(-1)
        @Max(GoldenServiceStatus.MAX_GENERATION)
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "A hash of the escape-hatch annotations that this status describes; they do not"
                + " change metadata.generation. Absent if there are none.")
        @Size(max = Bounds.HASH)
        @Nullable String observedHatches,
    @JsonPropertyDescription("The namespace of the service.") @Size(max = Bounds.LABEL)
        @Nullable String namespace,
    @JsonPropertyDescription("The golden path that the service was built from.")
        @Nullable PathRef path,
    @JsonPropertyDescription(
            "The conditions of the service. Ready summarizes them; each component has its own"
                + " <Component>Ready; Reconciling and Stalled are present only while they"
                + " are true, and never together.")
        @Size(max = Bounds.CONDITIONS)
        List<StatusCondition> conditions,
    @JsonPropertyDescription("Every open hatch, as it was applied rather than as it was requested.")
        @Size(max = Bounds.HATCHES)
        List<HatchStatus> hatches,
    @JsonPropertyDescription("When the service was Ready for the first time. Written once.")
        @Size(max = Bounds.TIME)
        @Nullable String firstReady) {

  /** The largest integer that every JSON reader keeps exact: 2^53 - 1. */
  public static final long MAX_GENERATION = 9007199254740991L;

  /** The lists are never null, and no entry lacks its key, so that readers need no checks. */
  public GoldenServiceStatus {
    conditions = whole(conditions, StatusCondition::isWhole);
    hatches = whole(hatches, HatchStatus::isWhole);
  }

  private static <T> List<T> whole(@Nullable List<T> entries, Predicate<T> isWhole) {
    return entries == null ? List.of() : entries.stream().filter(isWhole).toList();
  }

  /** The hatches of one kind. */
  public List<HatchStatus> hatches(HatchKind kind) {
    return hatches.stream().filter(hatch -> kind.text().equals(hatch.kind())).toList();
  }

  /** An empty status. */
  public static GoldenServiceStatus empty() {
    return new GoldenServiceStatus(null, null, null, null, List.of(), List.of(), null);
  }

  /** The same of another generation. */
  public GoldenServiceStatus with(long generation) {
    return new GoldenServiceStatus(
        generation, observedHatches, namespace, path, conditions, hatches, firstReady);
  }

  /** The same with other conditions. */
  public GoldenServiceStatus with(List<StatusCondition> others) {
    return new GoldenServiceStatus(
        observedGeneration, observedHatches, namespace, path, others, hatches, firstReady);
  }

  /**
   * The path document that the service was built from.
   *
   * @param name the document's name
   * @param version the document's version, semantic versioning
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PathRef(
      @JsonPropertyDescription("The name of the GoldenPath.") @Size(max = Bounds.LABEL)
          @Nullable String name,
      @JsonPropertyDescription("The version of the GoldenPath.") @Size(max = Bounds.VERSION)
          @Nullable String version) {}
}
