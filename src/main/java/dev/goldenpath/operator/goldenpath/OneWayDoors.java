package dev.goldenpath.operator.goldenpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What the parameters of a service may become, given what is live. A value that would have to go
 * back through a one-way door is never applied: the API server or the database's operator would
 * reject the whole object for it. Nor does a default replace it that destroys what is there.
 */
public final class OneWayDoors {
  private final Catalogue catalogue;
  private final Map<String, Parameter> parameters;
  private final LiveValues live;

  /**
   * Values as far as what is live allows them.
   *
   * @param values of every parameter
   * @param held those that differ from what was asked for
   */
  public record Outcome(Map<String, String> values, List<HeldValue> held) {}

  /** The doors of one service. */
  public OneWayDoors(Catalogue catalogue, GoldenPath path, LiveValues live) {
    this.catalogue = catalogue;
    this.parameters = path.parameters();
    this.live = live;
  }

  /**
   * What is wrong with an override, given what is live, as the end of a sentence that begins with
   * the value.
   */
  public Optional<String> problemWith(String parameter, String value) {
    return at(parameter, (door, now) -> door.problemWith(value, now, choices(parameter)));
  }

  /**
   * The values to apply: what is live where the path's own value cannot be, and enough of what the
   * live objects need.
   *
   * @param values of every parameter
   * @param overridden the parameters with an override, which {@link #problemWith} has accepted
   * @param ejected the components whose owner decides
   */
  public Outcome pass(Map<String, String> values, Set<String> overridden, Set<String> ejected) {
    Map<String, String> passed = new TreeMap<>(values);
    List<HeldValue> held = new ArrayList<>();
    for (String parameter : catalogue.oneWay().keySet()) {
      if (!overridden.contains(parameter) && !ejected.contains(Parameter.componentOf(parameter))) {
        String wanted = Objects.requireNonNull(values.get(parameter));
        at(parameter, (door, now) -> door.hold(parameter, wanted, now, choices(parameter)))
            .ifPresent(
                stays -> {
                  passed.put(parameter, stays.value());
                  held.add(new HeldValue(parameter, wanted, stays.value(), stays.message()));
                });
      }
    }
    Map<String, String> managed = new TreeMap<>(passed);
    live.values().keySet().stream()
        .filter(parameter -> ejected.contains(Parameter.componentOf(parameter)))
        .forEach(parameter -> managed.put(parameter, live.value(parameter).orElseThrow()));
    for (HeldValue floor : catalogue.floors(managed, live)) {
      passed.put(floor.parameter(), floor.value());
      held.add(floor);
    }
    return new Outcome(passed, held);
  }

  private <T> Optional<T> at(String parameter, BiFunction<OneWay, String, Optional<T>> rule) {
    OneWay door = catalogue.oneWay().get(parameter);
    return door == null
        ? Optional.empty()
        : live.value(parameter).flatMap(now -> rule.apply(door, now));
  }

  private List<String> choices(String parameter) {
    Parameter rule = parameters.get(parameter);
    return rule == null || rule.choices() == null ? List.of() : rule.choices();
  }
}
