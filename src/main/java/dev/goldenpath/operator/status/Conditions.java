package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a status under construction: an unchanged condition keeps its transition time.
 */
final class Conditions {
  private final List<StatusCondition> previous;
  private final long generation;
  private final String now;
  private final List<StatusCondition> all = new ArrayList<>();

  /**
   * None yet.
   *
   * @param previous those of the status before
   * @param now RFC 3339, UTC, seconds
   */
  Conditions(List<StatusCondition> previous, long generation, String now) {
    this.previous = previous;
    this.generation = generation;
    this.now = now;
  }

  List<StatusCondition> all() {
    return all;
  }

  void add(String type, boolean holds, String reason, String message) {
    add(type, holds, reason, message, Bounds.MESSAGE);
  }

  void add(String type, boolean holds, String reason, String message, int longest) {
    String status = holds ? StatusCondition.TRUE : StatusCondition.FALSE;
    String since =
        previous.stream()
            .filter(before -> before.type().equals(type) && before.status().equals(status))
            .map(StatusCondition::lastTransitionTime)
            .findFirst()
            .orElse(now);
    String text = MessageText.cut(message, longest);
    all.add(new StatusCondition(type, status, reason, text, since, generation));
  }

  /** Keeps a condition of the previous status as it was. */
  void keep(StatusCondition condition) {
    all.add(condition);
  }
}
