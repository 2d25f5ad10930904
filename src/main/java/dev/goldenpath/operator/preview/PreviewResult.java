package dev.goldenpath.operator.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate would do to the fleet, as in the status of a preview. Its size is bounded,
 * whatever the fleet is.
 *
 * @param comparedWith the version that most of the fleet has now
 * @param services how many there are of each class
 * @param effects how many changed services have each effect, by {@link
 *     dev.goldenpath.operator.component.effect.Effect#text}
 * @param dryRuns what was tried
 * @param changes the kinds of change, the widest first
 * @param conflicts hatches that do not fit the candidate
 * @param leftOut what is not listed; null if nothing is left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewResult(
    String comparedWith,
    Services services,
    Map<String, Integer> effects,
    DryRuns dryRuns,
    List<Change> changes,
    List<Conflict> conflicts,
    @Nullable LeftOut leftOut) {

  /** Immutable. */
  public PreviewResult {
    effects = Collections.unmodifiableMap(new LinkedHashMap<>(effects));
    changes = List.copyOf(changes);
    conflicts = List.copyOf(conflicts);
  }

  /**
   * The services, each in one class: see {@link ServiceClass}.
   *
   * @param staying how many of the unchanged ones stay on their revision
   */
  public record Services(
      int total,
      int unchanged,
      int changed,
      int conflict,
      int refused,
      int unknown,
      Staying staying) {}

  /**
   * Services that stay on their revision, whatever the candidate is.
   *
   * @param pinned by their owners
   * @param held by the rollout
   * @param paused by their owners
   */
  public record Staying(int pinned, int held, int paused) {}

  /**
   * The dry runs. Of a kind of change that was tried in some services, the others are counted by
   * likeness.
   *
   * @param sent how many were answered
   * @param budget how many there may be
   * @param limitedPerSecond how many a second
   */
  public record DryRuns(int sent, int budget, int limitedPerSecond) {}

  /**
   * A kind of change, of which there may be one entry for each class.
   *
   * @param component the component
   * @param object kind and name, with {@code {service}} for the service's name
   * @param field the path of the field; absent if the whole object is created or removed
   * @param from the former value; absent if there was none
   * @param to the new value; absent if there is none
   * @param services how many services have it
   * @param type what becomes of it
   * @param message the words of the API server, or what else there is to say; absent if nothing
   * @param examples some of the services
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(
      String component,
      String object,
      @Nullable String field,
      @Nullable String from,
      @Nullable String to,
      int services,
      @JsonProperty("class") String type,
      @Nullable String message,
      List<String> examples) {
    /** Immutable. */
    public Change {
      examples = List.copyOf(examples);
    }
  }

  /**
   * A hatch that is valid on the applied revision and not on the candidate.
   *
   * @param service the service
   * @param key the annotation
   * @param message the value and what would be valid
   */
  public record Conflict(String service, String key, String message) {}

  /**
   * What is not listed, or not distinguished.
   *
   * @param changes kinds of change
   * @param conflicts hatches that do not fit
   * @param fields changes of fields of too many kinds: counted by service, and not listed at all
   * @param services services with too many combinations of changes: counted as changed, whatever
   *     dry runs said about others
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record LeftOut(int changes, int conflicts, long fields, int services) {}
}
