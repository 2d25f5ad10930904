package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.goldenpath.Catalogue;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys in our domain that are unknown: each is probably a typo of a known one. An object may hold
 * 10,000 of them, and finding what was meant takes a comparison with every known name, so only the
 * first {@value Bounds#EXPLAINED} are explained.
 */
public final class UnknownKeys {
  /** Finds the name that was probably meant. */
  interface Suggestion {
    String nearest(String typed, Collection<String> known);
  }

  /** Known keys that are whole, rather than a prefix and a name. */
  private static final Set<String> WHOLE =
      Set.of(Annotations.PAUSED, Annotations.PIN, Annotations.ADOPT, Annotations.CONFIRM_DELETION);

  /** Keys of one prefix, the names that may follow it, and the problem with any other name. */
  private record Kind(String prefix, Set<String> names, String problem) {}

  private final Suggestion suggestion;
  private final List<Kind> kinds;
  private @Nullable Set<String> keys;

  UnknownKeys(Set<String> components, Set<String> parameters, Suggestion suggestion) {
    this.suggestion = suggestion;
    Set<String> both = new TreeSet<>(components);
    both.addAll(parameters);
    // Only the value of a pause is its reason.
    Set<String> explainable = new TreeSet<>(both);
    explainable.add(HatchMetadata.PIN);
    Set<String> endable = new TreeSet<>(explainable);
    endable.add(HatchMetadata.PAUSED);
    String unknownTarget = "unknown component, parameter or hatch";
    kinds =
        List.of(
            new Kind(Annotations.OVERRIDE, parameters, "unknown parameter"),
            new Kind(Annotations.PATCH, components, "unknown component"),
            new Kind(Annotations.EJECT, components, "unknown component"),
            new Kind(Annotations.UNTIL, endable, unknownTarget),
            new Kind(Annotations.REASON, explainable, unknownTarget));
  }

  /** Removes them from the annotations to read, and explains the first ones. */
  void reject(AnnotationReader reading) {
    List<String> unknown = reading.all().keySet().stream().filter(this::isUnknown).toList();
    unknown.stream()
        .limit(Bounds.EXPLAINED)
        .forEach(
            key -> {
              String value = Objects.requireNonNull(reading.all().get(key));
              reading.rejectKey(key, problemOf(key, value));
            });
    unknown.forEach(reading::leaveOut);
    int more = unknown.size() - Bounds.EXPLAINED;
    if (more > 0) {
      reading.rejectMore(
          String.format(
              Locale.ROOT,
              "%,d more unknown keys; only the first %d are explained",
              more,
              Bounds.EXPLAINED));
    }
  }

  private boolean isUnknown(String key) {
    return HatchHash.counts(key)
        && !WHOLE.contains(key)
        && kindOf(key).filter(kind -> kind.names().contains(nameIn(key, kind))).isEmpty();
  }

  private String problemOf(String key, String value) {
    Optional<Kind> kind = kindOf(key);
    return kind.map(Kind::problem).orElse("unknown annotation")
        + " (value "
        + MessageText.quoted(value)
        + "); did you mean "
        + kind.map(each -> suggestion.nearest(nameIn(key, each), each.names()))
            .orElseGet(() -> suggestion.nearest(key, keys()))
        + "?";
  }

  private Optional<Kind> kindOf(String key) {
    return kinds.stream().filter(kind -> key.startsWith(kind.prefix())).findFirst();
  }

  private static String nameIn(String key, Kind kind) {
    return key.substring(kind.prefix().length());
  }

  /** Every known key in an operator with these components. */
  public static Set<String> known(Catalogue catalogue) {
    return Set.copyOf(
        new UnknownKeys(catalogue.components(), catalogue.parameters(), NearestName::to).keys());
  }

  /** Every key that is known; made once, and only if it is needed. */
  private Set<String> keys() {
    if (keys == null) {
      Set<String> all = new TreeSet<>(WHOLE);
      kinds.forEach(kind -> kind.names().forEach(name -> all.add(kind.prefix() + name)));
      keys = all;
    }
    return keys;
  }
}
