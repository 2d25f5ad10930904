package dev.goldenpath.cli.explain;

import dev.goldenpath.cli.text.TextTable;
import dev.goldenpath.cli.verb.Verb;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The parameters of a component.
 *
 * @param component its name
 * @param enabled whether the path has it switched on
 * @param parameters by name
 */
public record ComponentHelp(String component, boolean enabled, List<ParameterHelp> parameters) {
  private static final int CELL = 100;

  static ComponentHelp of(GoldenPath path, String component) {
    return new ComponentHelp(
        component,
        path.enables(component),
        path.parameters().keySet().stream()
            .filter(name -> name.startsWith(component + "."))
            .map(name -> ParameterHelp.of(path, name))
            .toList());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!enabled) {
      lines.add(component + ": the path has it switched off for every service");
    }
    if (parameters.isEmpty()) {
      lines.add(component + ": has no parameters");
      return lines;
    }
    TextTable table =
        new TextTable(
            CELL,
            Stream.of(
                    Stream.of("PARAMETER", "TYPE"),
                    Arrays.stream(Tier.values()).map(tier -> tier.text().toUpperCase(Locale.ROOT)),
                    Stream.of("DESCRIPTION"))
                .flatMap(each -> each)
                .toArray(String[]::new));
    parameters.forEach(
        help ->
            table.row(
                Stream.of(
                        Stream.of(help.parameter(), help.type()),
                        help.tiers().values().stream().map(ParameterHelp::shown),
                        Stream.of(help.description()))
                    .flatMap(each -> each)
                    .toArray(String[]::new)));
    lines.addAll(table.lines());
    lines.add("One of them: %s explain %s".formatted(Verb.PLUGIN, parameters.get(0).parameter()));
    return lines;
  }
}
