package dev.goldenpath.operator.path;

import dev.goldenpath.operator.api.GoldenLabels;
import dev.goldenpath.operator.api.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Annotations to {@link Overrides}: each key is a parameter of the path, each value is held against
 * its type and bounds. What is not understood is named and changes nothing; all else goes on.
 */
final class OverrideReader {
  /** A name further away than this is no slip of the finger. */
  private static final int NEAREST = 8;

  private final Map<String, Parameter> parameters = new TreeMap<>();

  OverrideReader(GoldenPath path) {
    path.spec()
        .components()
        .forEach(
            (component, settings) ->
                settings
                    .parameters()
                    .forEach(
                        (name, parameter) -> parameters.put(component + "." + name, parameter)));
  }

  /** The values of a tier. */
  Map<String, String> defaults(Tier tier) {
    Map<String, String> values = new HashMap<>();
    parameters.forEach((name, parameter) -> values.put(name, parameter.defaultFor(tier)));
    return values;
  }

  /** What the annotations come to for a service of that tier. */
  Overrides read(Map<String, String> annotations, Tier tier) {
    Map<String, String> accepted = new TreeMap<>();
    List<Overrides.Rejected> rejected = new ArrayList<>();
    new TreeMap<>(annotations)
        .forEach(
            (key, value) -> {
              if (key.startsWith(GoldenLabels.OVERRIDE)) {
                String parameter = key.substring(GoldenLabels.OVERRIDE.length());
                problemWith(parameter, value)
                    .ifPresentOrElse(
                        problem -> rejected.add(new Overrides.Rejected(key, problem)),
                        () -> accepted.put(parameter, value));
              }
            });
    dropContradictions(accepted, rejected, tier);
    return new Overrides(accepted, rejected);
  }

  private Optional<String> problemWith(String parameter, String value) {
    return Optional.ofNullable(parameters.get(parameter))
        .map(known -> known.problemWith(value).map(problem -> Shown.quoted(value) + " " + problem))
        .orElseGet(
            () ->
                Optional.of(
                    Shown.quoted(value)
                        + " is for no parameter; did you mean "
                        + nearest(parameter)
                        + "?"));
  }

  private String nearest(String parameter) {
    String typed = parameter.substring(0, Math.min(NEAREST * NEAREST, parameter.length()));
    return parameters.keySet().stream()
        .min(
            Comparator.comparing(
                known -> LevenshteinDistance.getDefaultInstance().apply(typed, known)))
        .orElseThrow();
  }

  /** Of values that contradict each other, those that were overridden do not count. */
  private void dropContradictions(
      Map<String, String> accepted, List<Overrides.Rejected> rejected, Tier tier) {
    Map<String, String> values = defaults(tier);
    values.putAll(accepted);
    Set<String> dropped = new HashSet<>();
    for (Contradiction contradiction : Contradiction.in(values)) {
      for (String parameter : contradiction.parameters()) {
        if (accepted.containsKey(parameter) && dropped.add(parameter)) {
          rejected.add(
              new Overrides.Rejected(
                  GoldenLabels.OVERRIDE + parameter,
                  Shown.quoted(accepted.get(parameter)) + " " + contradiction.problem()));
        }
      }
    }
    accepted.keySet().removeAll(dropped);
  }
}
