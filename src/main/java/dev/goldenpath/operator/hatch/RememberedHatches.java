package dev.goldenpath.operator.hatch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.HatchReasonCode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must be known about a service's hatches from one reconciliation to the next: what was done,
 * and the last valid hatches. It is stored on the service's Namespace rather than in the status,
 * which a restore from a backup drops; it holds only facts, never what the annotations ask for.
 *
 * @param overrides the valid values, by parameter
 * @param patches the patches that the API server accepted, by component
 * @param handedOver the components whose objects their owner manages
 * @param revision the revision of the golden path that it has; null if it has none
 * @param pin the last valid pin; null if there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RememberedHatches(
    Map<String, String> overrides,
    Map<String, String> patches,
    Map<String, HandedOver> handedOver,
    @Nullable RememberedRevision revision,
    @Nullable String pin) {
  /** For a service without hatches. */
  public static final RememberedHatches NONE =
      new RememberedHatches(Map.of(), Map.of(), Map.of(), null, null);

  /** Sorted, so that the same content always serializes to the same text. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /**
   * A component that was handed over.
   *
   * @param reason the code of its owner's reason
   * @param message the owner's words
   * @param returning whether its return was announced: then it is taken back
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record HandedOver(String reason, String message, boolean returning) {
    /** Replaces absent values by empty ones. */
    public HandedOver {
      reason = reason == null ? HatchReasonCode.NONE.text() : reason;
      message = message == null ? "" : message;
    }

    /** The reason, as that of a hatch. */
    public HatchReason why() {
      return new HatchReason(
          HatchReasonCode.of(reason).orElse(HatchReasonCode.NONE), message, Optional.empty());
    }
  }

  /**
   * The revisions of the golden path that a service has and had.
   *
   * @param applied the one of which every object was taken
   * @param lastGood the last one on which it was good; null if none was
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RememberedRevision(@Nullable String applied, @Nullable String lastGood) {}

  /** What is remembered of hatches alone. */
  public RememberedHatches(
      Map<String, String> overrides,
      Map<String, String> patches,
      Map<String, HandedOver> handedOver) {
    this(overrides, patches, handedOver, null, null);
  }

  /** Immutable, without null. */
  public RememberedHatches {
    overrides = copy(overrides);
    patches = copy(patches);
    handedOver = copy(handedOver);
  }

  private static <T> Map<String, T> copy(@Nullable Map<String, T> map) {
    Map<String, T> copy = new TreeMap<>(map == null ? Map.of() : map);
    copy.values().removeIf(value -> value == null);
    return Map.copyOf(copy);
  }

  /** Reads what {@link #json} wrote; unreadable content counts as empty. */
  public static RememberedHatches parse(@Nullable String json) {
    try {
      RememberedHatches read = json == null ? null : JSON.readValue(json, RememberedHatches.class);
      return read == null ? NONE : read;
    } catch (JsonProcessingException e) {
      return NONE;
    }
  }

  /** As one line; empty if there is nothing to remember. */
  public Optional<String> json() {
    try {
      return equals(NONE) ? Optional.empty() : Optional.of(JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether its owner manages the component, or did until its return is complete. */
  public boolean isHandedOver(String component) {
    return handedOver.containsKey(component);
  }

  /** Whether the component's return was announced. */
  public boolean isReturning(String component) {
    HandedOver handed = handedOver.get(component);
    return handed != null && handed.returning();
  }

  /**
   * The same, updated with the present hatches: the valid values and pin, no patch that is no
   * longer asked for, and the present reason of each component that is handed over.
   */
  public RememberedHatches understood(Hatches hatches) {
    Map<String, String> wanted = new TreeMap<>(patches);
    wanted.keySet().retainAll(hatches.patches().keySet());
    RememberedHatches understood =
        new RememberedHatches(
            hatches.values(),
            wanted,
            handedOver,
            revision,
            hatches.pin().map(Hatches.Pinned::version).orElse(null));
    for (String component : handedOver.keySet()) {
      if (hatches.ejects(component)) {
        understood =
            understood.handedOver(
                component, Objects.requireNonNull(hatches.ejected().get(component)));
      }
    }
    return understood;
  }

  /** The same after the API server accepted a component's patch. */
  public RememberedHatches patched(String component, String patch) {
    return new RememberedHatches(
        overrides, changed(patches, component, patch), handedOver, revision, pin);
  }

  /** The same with a component that its owner manages from now on, for that reason. */
  public RememberedHatches handedOver(String component, HatchReason why) {
    return with(component, new HandedOver(why.code().text(), why.text(), false));
  }

  /** The same after the return of a component was announced. */
  public RememberedHatches announced(String component) {
    HandedOver was = Objects.requireNonNull(handedOver.get(component));
    return with(component, new HandedOver(was.reason(), was.message(), true));
  }

  /** The same after a component was taken back. */
  public RememberedHatches takenBack(String component) {
    return with(component, null);
  }

  private RememberedHatches with(String component, @Nullable HandedOver now) {
    return new RememberedHatches(
        overrides, patches, changed(handedOver, component, now), revision, pin);
  }

  /** The same on a revision. */
  public RememberedHatches on(RememberedRevision now) {
    return new RememberedHatches(overrides, patches, handedOver, now, pin);
  }

  /** The same without the values and patches of these annotations. */
  public RememberedHatches without(Set<String> keys) {
    return new RememberedHatches(
        without(overrides, Annotations.OVERRIDE, keys),
        without(patches, Annotations.PATCH, keys),
        handedOver,
        revision,
        pin);
  }

  private static Map<String, String> without(
      Map<String, String> map, String prefix, Set<String> keys) {
    Map<String, String> left = new TreeMap<>(map);
    left.keySet().removeIf(name -> keys.contains(prefix + name));
    return left;
  }

  private static <T> Map<String, T> changed(Map<String, T> map, String key, @Nullable T value) {
    Map<String, T> changed = new TreeMap<>(map);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return changed;
  }
}
