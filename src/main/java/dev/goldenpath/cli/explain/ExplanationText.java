package dev.goldenpath.cli.explain;

import dev.goldenpath.cli.text.TextTable;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The explanation of a service for a terminal.
 *
 * @param command the one that explains every value
 */
record ExplanationText(ServiceExplanation explanation, String command) {
  private static final int CELL = 100;
  private static final int VALUE = 40;
  private static final int COMMAND = 200;

  /** Every value. */
  List<String> all() {
    return table(explanation.values()).lines();
  }

  /** What differs from the path, and how much does not. */
  List<String> changed() {
    List<ExplainedValue> changed = explanation.changed().values();
    List<String> lines = new ArrayList<>();
    if (!changed.isEmpty()) {
      lines.addAll(table(changed).lines());
    }
    lines.add(
        "%s %d values are %s's. All: %s"
            .formatted(
                changed.isEmpty() ? "All" : "The other",
                explanation.unchanged(),
                explanation.tier(),
                MessageText.plain(command, COMMAND)));
    return lines;
  }

  /** The components that the service does not have, whose values have no effect. */
  Optional<String> absent() {
    return explanation.absent().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s does not have: %s"
                .formatted(explanation.service(), String.join(", ", explanation.absent())));
  }

  private static TextTable table(List<ExplainedValue> values) {
    TextTable table = new TextTable(CELL, "PARAMETER", "VALUE", "FROM", "TIER'S", "WHY");
    for (ExplainedValue each : values) {
      table.row(
          each.parameter(),
          cell(each.value()),
          each.from().text(),
          cell(each.standard()),
          each.why());
    }
    return table;
  }

  private static String cell(@Nullable String value) {
    return value == null ? "" : MessageText.plain(ParameterHelp.shown(value), VALUE);
  }
}
