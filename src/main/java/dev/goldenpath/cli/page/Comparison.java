package dev.goldenpath.cli.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The live objects of two services, compared one by one.
 *
 * @param objects in the product's order
 */
record Comparison(List<Pair> objects) {
  /**
   * One object of both.
   *
   * @param title kind and name, without the name of the service
   * @param differences empty if they are equal; otherwise where, and both values
   */
  record Pair(String title, List<String> differences) {}

  /** How many are equal. */
  @JsonProperty
  long equal() {
    return objects.stream().filter(pair -> pair.differences().isEmpty()).count();
  }

  /** In one line: {@code 12 of 12 equal}. */
  @JsonProperty
  String verdict() {
    return "%d of %d equal".formatted(equal(), objects.size());
  }
}
