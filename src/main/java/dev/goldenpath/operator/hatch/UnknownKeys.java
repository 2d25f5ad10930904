package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.goldenpath.Catalogue;
import dev.goldenpath.operator.goldenpath.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys in our domain that mean nothing: each is a slip of the pen in one that would. An object may
 * hold 10,000 of them, and to find what was meant takes a comparison with every name that is known,
 * so only the first {@value Bounds#EXPLAINED} are explained.
 */
public final class UnknownKeys {
  /** What was probably meant. */
  interface Suggestion {
    String nearest(String typed, Collection<String> known);
  }

  /** Keys of one prefix, the names that may follow it, and what is said of another. */
  private record Kind(String prefix, Set<String> names, String problem) {}

  private final Suggestion suggestion;
  private final List<Kind> kinds;
  private @Nullable Set<String> keys;

  UnknownKeys(Set<String> components, Set<String> parameters, Suggestion suggestion) {
    this.suggestion = suggestion;
    Set<String> both = new TreeSet<>(components);
    both.addAll(parameters);
    Set<String> endable = new TreeSet<>(both);
    endable.add(HatchMetadata.PAUSED);
    String noHatch = "is for no component, parameter or hatch";
    kinds =
        List.of(
            new Kind(Annotations.OVERRIDE, parameters, "is for no parameter"),
            new Kind(Annotations.PATCH, components, "is for no component"),
            new Kind(Annotations.EJECT, components, "is for no component"),
            new Kind(Annotations.UNTIL, endable, noHatch),
            new Kind(Annotations.REASON, both, noHatch));
  }

  /** Takes them out of what is read, and notes what is wrong with the first ones. */
  void reject(AnnotationReader reading) {
    List<String> unknown = reading.all().keySet().stream().filter(this::isUnknown).toList();
    unknown.stream()
        .limit(Bounds.EXPLAINED)
        .forEach(key -> reading.reject(key, problemOf(key) + "?"));
    unknown.forEach(reading::leaveOut);
    int more = unknown.size() - Bounds.EXPLAINED;
    if (more > 0) {
      reading.rejectMore(
          String.format(
              Locale.ROOT,
              "%,d more keys mean nothing; only the first %d are explained",
              more,
              Bounds.EXPLAINED));
    }
  }

  private boolean isUnknown(String key) {
    return HatchHash.counts(key)
        && !key.equals(Annotations.PAUSED)
        && kindOf(key).filter(kind -> kind.names().contains(nameIn(key, kind))).isEmpty();
  }

  private String problemOf(String key) {
    return kindOf(key)
        .map(
            kind ->
                kind.problem()
                    + "; did you mean "
                    + suggestion.nearest(nameIn(key, kind), kind.names()))
        .orElseGet(() -> "means nothing; did you mean " + suggestion.nearest(key, keys()));
  }

  private Optional<Kind> kindOf(String key) {
    return kinds.stream().filter(kind -> key.startsWith(kind.prefix())).findFirst();
  }

  private static String nameIn(String key, Kind kind) {
    return key.substring(kind.prefix().length());
  }

  /** Every key that means something in a product of these components. */
  public static Set<String> known(Catalogue catalogue) {
    return Set.copyOf(
        new UnknownKeys(catalogue.components(), catalogue.parameters(), NearestName::to).keys());
  }

  /** Every key that would mean something; made once, and only if there is a slip. */
  private Set<String> keys() {
    if (keys == null) {
      Set<String> all =
          new TreeSet<>(
              Set.of(Annotations.PAUSED, Annotations.ADOPT, Annotations.CONFIRM_DELETION));
      kinds.forEach(kind -> kind.names().forEach(name -> all.add(kind.prefix() + name)));
      keys = all;
    }
    return keys;
  }
}
