package dev.goldenpath.operator.goldenpath;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is live of a service, as far as it limits what its parameters may become: a volume cannot
 * shrink, and a database that runs needs its share of the quota.
 *
 * @param values the live values that are known, by {@code component.parameter}
 * @param changing whether a change is under way, so that more may be in use than the values say
 */
public record LiveValues(Map<String, String> values, boolean changing) {
  /** For a service of which nothing is live, or nothing is known. */
  public static final LiveValues NONE = new LiveValues(Map.of(), false);

  /** Immutable. */
  public LiveValues {
    values = Map.copyOf(values);
  }

  /** Adds the live value of a parameter to those that were read; only texts and numbers are any. */
  public static void put(Map<String, String> values, String parameter, @Nullable Object live) {
    if (live instanceof String || live instanceof Number) {
      values.put(parameter, live.toString());
    }
  }

  /** The live value of a parameter, if it is known. */
  public Optional<String> value(String parameter) {
    return Optional.ofNullable(values.get(parameter));
  }

  /** These and others; of the same parameter, the others'. */
  public LiveValues with(LiveValues others) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(others.values);
    return new LiveValues(all, changing || others.changing);
  }
}
