package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Catalogue;
import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.OneWayDoors;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.goldenpath.Requested;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values that override a tier's: each is checked against its type and bounds and against what
 * is live, and all against each other. If a value is invalid, the last valid one stays in effect,
 * also if the path document no longer allows it: a document must not change what an owner decided.
 */
final class OverrideReader {
  private final Catalogue catalogue;
  private final GoldenPath path;
  private final OneWayDoors doors;
  private final Map<String, Parameter> parameters;
  private final Map<String, String> defaults;
  private final AnnotationReader reading;
  private final Set<String> ejected;
  private final Requested requested;
  private final Map<String, String> lastGood = new TreeMap<>();

  OverrideReader(
      Catalogue catalogue,
      GoldenPath path,
      Tier tier,
      AnnotationReader reading,
      Set<String> ejected,
      RememberedHatches before,
      Requested requested,
      OneWayDoors doors) {
    this.requested = requested;
    this.catalogue = catalogue;
    this.path = path;
    this.doors = doors;
    parameters = path.parameters();
    defaults = path.defaults(tier);
    this.reading = reading;
    this.ejected = ejected;
    before.overrides().entrySet().stream()
        .filter(override -> isUsable(override.getKey(), override.getValue()))
        .forEach(override -> lastGood.put(override.getKey(), override.getValue()));
  }

  /** The valid values, by parameter. */
  Map<String, String> values() {
    Map<String, String> accepted = new TreeMap<>();
    for (String parameter : reading.under(Annotations.OVERRIDE).keySet()) {
      reading
          .read(Annotations.OVERRIDE + parameter, value -> check(parameter, value))
          .or(() -> Optional.ofNullable(lastGood.get(parameter)))
          .ifPresent(value -> accepted.put(parameter, value));
    }
    settleContradictions(accepted);
    return accepted;
  }

  private String check(String parameter, String value) throws InvalidHatchException {
    String component = Parameter.componentOf(parameter);
    if (ejected.contains(component)) {
      throw new InvalidHatchException(
          "has no effect while " + component + " is ejected; remove one of the two annotations");
    }
    Optional<String> problem =
        Objects.requireNonNull(parameters.get(parameter))
            .problemWith(value)
            .or(() -> doors.problemWith(parameter, value));
    if (problem.isPresent()) {
      throw new InvalidHatchException(problem.get() + inEffect(parameter));
    }
    return value;
  }

  private String inEffect(String parameter) {
    String good = lastGood.get(parameter);
    return good == null ? "" : "; " + MessageText.quoted(good) + " stays in effect";
  }

  /** Whether a value that was valid before can still be used: the bounds may have changed. */
  private boolean isUsable(String parameter, String value) {
    return parameters.containsKey(parameter)
        && !ejected.contains(Parameter.componentOf(parameter))
        && parameters.get(parameter).hasForm(value)
        && doors.problemWith(parameter, value).isEmpty();
  }

  /**
   * If values contradict each other, the new ones revert to the last valid ones. If none is new,
   * they stay as far as that is tolerable; otherwise all overrides among them are dropped. Each
   * round reports or drops at least one.
   */
  private void settleContradictions(Map<String, String> accepted) {
    Set<List<String>> tolerated = new HashSet<>();
    for (Optional<Contradiction> found = first(accepted, tolerated);
        found.isPresent();
        found = first(accepted, tolerated)) {
      List<String> overridden =
          found.get().parameters().stream().filter(accepted::containsKey).toList();
      List<String> fresh =
          overridden.stream()
              .filter(
                  parameter -> !Objects.equals(accepted.get(parameter), lastGood.get(parameter)))
              .toList();
      if (fresh.isEmpty() && found.get().tolerable()) {
        tolerated.add(found.get().parameters());
        for (String parameter : overridden) {
          reading.reject(
              Annotations.OVERRIDE + parameter, found.get().problem() + inEffect(parameter));
        }
        continue;
      }
      for (String parameter : fresh.isEmpty() ? overridden : fresh) {
        reading.reject(Annotations.OVERRIDE + parameter, found.get().problem());
        if (fresh.isEmpty() || !lastGood.containsKey(parameter)) {
          accepted.remove(parameter);
        } else {
          accepted.put(parameter, lastGood.get(parameter));
        }
      }
    }
  }

  /**
   * A contradiction caused by an override; an ejected component is its owner's responsibility. What
   * is live counts, unless an override asks for something else: a database that does not shrink
   * with its tier does not contradict the quota that stays for it.
   */
  private Optional<Contradiction> first(Map<String, String> accepted, Set<List<String>> tolerated) {
    Map<String, String> values = new TreeMap<>(defaults);
    values.putAll(accepted);
    Map<String, String> passed =
        new TreeMap<>(doors.pass(values, accepted.keySet(), ejected).values());
    passed.putAll(accepted);
    return catalogue.contradictions(passed, requested, path.spec().platform()).stream()
        .filter(contradiction -> !tolerated.contains(contradiction.parameters()))
        .filter(
            contradiction ->
                contradiction.parameters().stream().anyMatch(accepted::containsKey)
                    && contradiction.parameters().stream()
                        .map(Parameter::componentOf)
                        .noneMatch(ejected::contains))
        .findFirst();
  }
}
