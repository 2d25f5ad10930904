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
 * @param url the address under which it is reached; absent before it was ever reachable
 * @param path the path document that the service was built from
 * @param conditions a list map by type
 * @param hatches a list map by kind and target: every open hatch
 * @param firstReady when all that the platform makes was ready for the first time: RFC 3339, UTC,
 *     seconds; written once
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
    @JsonPropertyDescription("The address under which the service is reached.")
        @Size(max = Bounds.URL)
        @Nullable String url,
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
    @JsonPropertyDescription(
            "When all that the platform makes was ready for the first time, whatever the image does."
                + " Written once.")
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
    return new GoldenServiceStatus(null, null, null, null, null, List.of(), List.of(), null);
  }

  /** The same of another generation. */
  public GoldenServiceStatus with(long generation) {
    return new GoldenServiceStatus(
        generation, observedHatches, namespace, url, path, conditions, hatches, firstReady);
  }

  /** The same of another path. */
  public GoldenServiceStatus with(PathRef other) {
    return new GoldenServiceStatus(
        observedGeneration,
        observedHatches,
        namespace,
        url,
        other,
        conditions,
        hatches,
        firstReady);
  }

  /** The same with other conditions. */
  public GoldenServiceStatus with(List<StatusCondition> others) {
    return new GoldenServiceStatus(
        observedGeneration, observedHatches, namespace, url, path, others, hatches, firstReady);
  }

  /**
   * The golden path of the service.
   *
   * @param name the path's name
   * @param version the version of the document that the service was built from
   * @param desired the revision that it is to have; absent without the GoldenPath resource
   * @param since when {@code version} last changed: RFC 3339, UTC, seconds
   * @param lastGood the last revision that it left while it was good, to which it goes back if it
   *     fails; absent if it never moved
   * @param unproven true if it was not healthy before it got this version, so that its health says
   *     nothing about it
   * @param failed the revision from which it went back, or which was refused
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PathRef(
      @JsonPropertyDescription("The name of the GoldenPath.") @Size(max = Bounds.LABEL)
          @Nullable String name,
      @JsonPropertyDescription("The version of the GoldenPath that the service was built from.")
          @Size(max = Bounds.VERSION)
          @Nullable String version,
      @JsonPropertyDescription("The version that the service is to have.")
          @Size(max = Bounds.VERSION)
          @Nullable String desired,
      @JsonPropertyDescription("When the version last changed.") @Size(max = Bounds.TIME)
          @Nullable String since,
      @JsonPropertyDescription(
              "The version that the service goes back to if its present one fails. Absent until it"
                  + " first leaves a version on which it was good.")
          @Size(max = Bounds.VERSION)
          @Nullable String lastGood,
      @JsonPropertyDescription("Whether it was not healthy before it got this version.")
          @Nullable Boolean unproven,
      @JsonPropertyDescription("The version that was refused, or from which it went back.")
          @Nullable FailedPath failed) {

    /** That of a document without revisions. */
    public PathRef(@Nullable String name, @Nullable String version) {
      this(name, version, null, null, null, null, null);
    }
  }

  /**
   * A revision on which a service failed.
   *
   * @param version the revision
   * @param reason why, as one word
   * @param message why, for people
   * @param at when: RFC 3339, UTC, seconds
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FailedPath(
      @JsonPropertyDescription("The version.") @Size(max = Bounds.VERSION) @Nullable String version,
      @JsonPropertyDescription("The reason, as one word for machines.") @Size(max = Bounds.WORD)
          @Nullable String reason,
      @JsonPropertyDescription("The reason, for people.") @Size(max = Bounds.MESSAGE)
          @Nullable String message,
      @JsonPropertyDescription("When it failed.") @Size(max = Bounds.TIME) @Nullable String at) {}
}
