package dev.goldenpath.operator.plan;

import dev.goldenpath.operator.api.DeletionPolicy;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Durations;
import dev.goldenpath.operator.goldenpath.HeldValue;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.goldenpath.Requested;
import dev.goldenpath.operator.hatch.Hatches;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is decided about one service: the only input of every component.
 *
 * @param service the name of the GoldenService, and of its namespace
 * @param uid the uid of the GoldenService
 * @param team the owning team
 * @param tier its tier
 * @param requested what it asks for beyond what its tier has
 * @param deletionPolicy what deleting it does
 * @param path the name and version of the path document
 * @param platform what is the same for every service
 * @param components the components that are switched on
 * @param values the value of each parameter, by {@code component.parameter}
 * @param live what is live of the service
 * @param held the values that are not what was asked for, because of what is live
 * @param hatches what its owner changed, and what the operator must not touch
 */
public record ServicePlan(
    String service,
    String uid,
    String team,
    Tier tier,
    Requested requested,
    DeletionPolicy deletionPolicy,
    GoldenServiceStatus.PathRef path,
    Platform platform,
    Set<String> components,
    Map<String, String> values,
    LiveValues live,
    List<HeldValue> held,
    Hatches hatches) {

  /** Whether the installation offers the component. */
  public boolean includes(String component) {
    return components.contains(component);
  }

  /** The image to run; empty if the team runs its workload itself. */
  public Optional<String> image() {
    return requested.image();
  }

  /** Whether the service asks for an optional component. */
  public boolean uses(String component) {
    return requested.uses().contains(component);
  }

  /**
   * The value of a parameter, as text.
   *
   * @throws IllegalArgumentException if there is no such parameter: a bug in the operator
   */
  public String text(String parameter) {
    String value = values.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException("no parameter " + parameter);
    }
    return value;
  }

  /** The value of an integer parameter. */
  public int integer(String parameter) {
    return Integer.parseInt(text(parameter));
  }

  /** The value of a duration, in seconds. */
  public long seconds(String parameter) {
    return Durations.seconds(text(parameter));
  }

  /** The value of a list of names, in the order given. */
  public List<String> names(String parameter) {
    String text = text(parameter);
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  /**
   * Whether both ask for the same objects. What is live counts only by its effect on the values:
   * otherwise, somebody's edit would look like another plan.
   */
  public boolean isSameIntent(ServicePlan other) {
    return intent().equals(other.intent());
  }

  private List<Object> intent() {
    return List.of(uid, team, tier, requested, path, platform, components, values, hatches);
  }

  /** Why values of a component are not what was asked for, a sentence each. */
  public List<String> heldOf(String component) {
    return held.stream()
        .filter(each -> each.component().equals(component))
        .map(HeldValue::message)
        .toList();
  }

  /** A text of the path document with its placeholders replaced. */
  public String filled(String text) {
    return text.replace("{service}", service)
        .replace("{team}", team)
        .replace("{tier}", tier.text());
  }
}
