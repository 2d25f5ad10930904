package dev.goldenpath.operator.goldenpath;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a component declares about its part of the path document and of the hatches. */
public interface ComponentSchema {
  /** Its name in the path document, in labels and in metrics: lower case, one word. */
  String name();

  /** The parameters that it reads, without the component's name. */
  default Set<String> parameters() {
    return Set.of();
  }

  /**
   * Whether a path document may allow patches of parts of its objects. The operator applies them
   * with rights that the author of a patch need not have.
   */
  default boolean isPatchable() {
    return true;
  }

  /** The parameters whose live value limits what they may become, without the component's name. */
  default Map<String, OneWay> oneWay() {
    return Map.of();
  }

  /**
   * The parameters, of any component, that must be larger than they are for what is live.
   *
   * @param values of every parameter, by {@code component.parameter}
   */
  default List<HeldValue> floors(Map<String, String> values, LiveValues live) {
    return List.of();
  }

  /**
   * Values of its parameters that are valid individually but not together, or not with those of
   * other components.
   *
   * @param values of every parameter, by {@code component.parameter}, each valid by itself
   * @param requested what the service asks for
   * @param platform the settings that all services share
   */
  default List<Contradiction> contradictions(
      Map<String, String> values, Requested requested, Platform platform) {
    return List.of();
  }
}
