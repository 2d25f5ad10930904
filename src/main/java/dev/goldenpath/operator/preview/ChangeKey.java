package dev.goldenpath.operator.preview;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What makes a kind of change: the same change of the same field in different services. Names of
 * services and teams in it are replaced by placeholders.
 *
 * @param component the component's name
 * @param object kind and name
 * @param field the path of the field; null if the whole object changes
 * @param from the former value as shown; null if there was none
 * @param to the new value as shown; null if there is none
 * @param type {@link ServiceClass#CHANGED}, or {@link ServiceClass#UNKNOWN} before any dry run
 * @param message what else there is to say; null if nothing
 */
record ChangeKey(
    String component,
    String object,
    @Nullable String field,
    @Nullable String from,
    @Nullable String to,
    ServiceClass type,
    @Nullable String message) {
  /** The value of an object as a whole. */
  static final String PRESENT = "present";

  /** By what it is, so that the same fleet always yields the same list. */
  static final Comparator<ChangeKey> ORDER =
      Comparator.comparing(ChangeKey::toString, Comparator.naturalOrder());

  /** The same, whatever the values are. */
  ChangeKey withAnyValue() {
    return new ChangeKey(component, object, field, null, null, type, "several values");
  }

  /** Whether the API server has a say in it: there is an object to apply. */
  boolean canBeTried() {
    return type == ServiceClass.CHANGED && (field != null || to != null);
  }
}
