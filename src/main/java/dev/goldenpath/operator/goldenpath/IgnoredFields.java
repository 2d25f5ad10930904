package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.Bounds;
import java.util.ArrayList;
import java.util.List;

/**
 * What a path document says that this release does not know.
 *
 * @param count how many names that is
 * @param explained the first of them, each as a message that begins with its field
 */
public record IgnoredFields(int count, List<String> explained) {
  /** Immutable. */
  public IgnoredFields {
    explained = List.copyOf(explained);
  }

  /** Every message, and one about those that are only counted. */
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
