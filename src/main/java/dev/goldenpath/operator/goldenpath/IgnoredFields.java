package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.Bounds;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a path document that this release does not know.
 *
 * @param count the number of these names
 * @param explained the first of them, each as a message that begins with its field
 */
public record IgnoredFields(int count, List<String> explained) {
  /** Immutable. */
  public IgnoredFields {
    explained = List.copyOf(explained);
  }

  /** Every message, and one for those that are only counted. */
  public List<String> messages() {
    List<String> all = new ArrayList<>(explained);
    if (count > explained.size()) {
      all.add(
          "%,d more are unknown; only the first %d are explained"
              .formatted(count - explained.size(), Bounds.EXPLAINED));
    }
    return List.copyOf(all);
  }
}
