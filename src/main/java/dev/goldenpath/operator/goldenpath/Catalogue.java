package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.Bounds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The components of the product, as path documents and hatches see them. */
public final class Catalogue {
  private final Map<String, ComponentSchema> components = new LinkedHashMap<>();
  private final Map<String, OneWay> oneWay = new TreeMap<>();

  /**
   * The catalogue of these components, in the product's order.
   *
   * @throws IllegalArgumentException if a status could not hold them all: a bug in the operator
   */
  public Catalogue(List<? extends ComponentSchema> schemas) {
    for (ComponentSchema schema : schemas) {
      components.put(schema.name(), schema);
      schema.oneWay().forEach((name, door) -> oneWay.put(schema.name() + "." + name, door));
    }
    Set<String> parameters = parameters();
    if (schemas.size() > Bounds.COMPONENTS
        || parameters.size() > Bounds.PARAMETERS
        || components.keySet().stream().anyMatch(name -> name.length() > Bounds.COMPONENT)
        || parameters.stream().anyMatch(name -> name.length() > Bounds.PARAMETER)) {
      throw new IllegalArgumentException(
          "beyond Bounds: %d components, %d parameters, or a name of one"
              .formatted(schemas.size(), parameters.size()));
    }
  }

  /** The names of the components. */
  public Set<String> components() {
    return Collections.unmodifiableSet(components.keySet());
  }

  /** Every parameter, as {@code component.parameter}. */
  public Set<String> parameters() {
    return components.values().stream()
        .flatMap(schema -> schema.parameters().stream().map(name -> schema.name() + "." + name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The parameters of a component, without its name; empty for an unknown component. */
  Set<String> parameters(String component) {
    return components.containsKey(component) ? components.get(component).parameters() : Set.of();
  }

  boolean isPatchable(String component) {
    return !components.containsKey(component) || components.get(component).isPatchable();
  }

  /** The one-way doors, by {@code component.parameter}. */
  public Map<String, OneWay> oneWay() {
    return oneWay;
  }

  /** The parameters that must be larger than they are for what is live. */
  List<HeldValue> floors(Map<String, String> values, LiveValues live) {
    return components.values().stream()
        .flatMap(schema -> schema.floors(values, live).stream())
        .toList();
  }

  /**
   * The contradictions among the values of all parameters.
   *
   * @param values by {@code component.parameter}, each valid by itself
   * @param requested what the service asks for
   * @param platform the settings that all services share
   */
  public List<Contradiction> contradictions(
      Map<String, String> values, Requested requested, Platform platform) {
    return components.values().stream()
        .flatMap(schema -> schema.contradictions(values, requested, platform).stream())
        .toList();
  }
}
