package dev.goldenpath.cli.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.effect.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a service, as a change would leave it.
 *
 * @param component the component's name
 * @param kind its kind
 * @param name its name
 * @param change what becomes of it
 * @param fields those that change; of an object that is there before and after
 * @param stays values that do not become what the path has
 * @param overrides the parameters whose override stays, although the path's value changes
 * @param later the parameters whose value follows only when what runs has changed
 * @param effects what the change does beyond itself
 * @param before the former object; empty if it was not managed
 * @param after the new one; likewise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlannedObject(
    String component,
    String kind,
    String name,
    Change change,
    List<PlannedField> fields,
    List<StayingValue> stays,
    List<String> overrides,
    List<String> later,
    @JsonIgnore Set<Effect> effects,
    @JsonIgnore Optional<DesiredObject> before,
    @JsonIgnore Optional<DesiredObject> after) {

  /** What becomes of an object. */
  public enum Change {
    /** Its fields are as before. */
    NONE("="),
    /** It is new. */
    CREATED("+"),
    /** Some of its fields change. */
    CHANGED("~"),
    /** It is deleted. */
    REMOVED("-"),
    /** It is no longer wanted, and stays: it holds data, or something runs in it. */
    LEFT("="),
    /** It stays, and is its owner's from then on. */
    EJECTED("="),
    /** It was its owner's, and is applied again. */
    RETURNED("~");

    private final String mark;

    Change(String mark) {
      this.mark = mark;
    }

    String mark() {
      return mark;
    }

    /** As in data. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether the operator would do anything about it. */
  boolean differs() {
    return change != Change.NONE;
  }

  /** The effects, as in the status of a preview. */
  public List<String> consequences() {
    return effects.stream().map(Effect::text).toList();
  }
}
