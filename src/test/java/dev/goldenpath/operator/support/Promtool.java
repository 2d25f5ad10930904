package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Prometheus' own tool, of its two last major versions, with a folder for what it reads. */
public final class Promtool {
  /** What of PromQl may hold names that are no metric's: texts, matchers, ranges, label lists. */
  private static final Pattern NO_METRIC =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]"
              + "|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
              + "|\\boffset\\s+\\w+"
              + "|\\b(and|or|unless)\\b");

  /** A name that no parenthesis follows: with one, it is a function. */
  private static final Pattern METRIC = Pattern.compile("\\b[A-Za-z_:][A-Za-z0-9_:]*+(?!\\s*\\()");

  private final Tool promtool = new Tool(Binaries.installed().monitoring("promtool"));
  private final Tool promtool2 = new Tool(Binaries.installed().promtool2());
  private final Path folder;

  public Promtool(Path folder) {
    this.folder = folder;
  }

  /** The names of the metrics in a query, one for each time it stands there. */
  public static List<String> metrics(String query) {
    return METRIC
        .matcher(NO_METRIC.matcher(query).replaceAll(" "))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** Writes a file into the folder. */
  public Path write(String file, String text) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(file), text);
  }

  /** Both versions accept them without a remark. */
  public void checkRules(Path rules) {
    for (Tool version : List.of(promtool, promtool2)) {
      succeeds(version, "check", "rules", "--lint=all", "--lint-fatal", rules.toString());
    }
  }

  public void testRules(Path scenarios) {
    succeeds(promtool, "test", "rules", scenarios.toString());
  }

  /**
   * By version 2, whose ranges hold the sample at their left end, which those of version 3 do not:
   * times may be an evaluation apart for each range within another.
   */
  public void testRulesByVersion2(Path scenarios) {
    succeeds(promtool2, "test", "rules", scenarios.toString());
  }

  /** Each query must be one: as a rule, since the stable part of the tool checks nothing else. */
  public void checkQueries(String file, List<String> queries) throws IOException {
    List<Map<String, String>> recorded = new ArrayList<>();
    for (String query : queries) {
      recorded.add(Map.of("record", "query:" + recorded.size(), "expr", query));
    }
    checkRules(
        write(
            file,
            Serialization.asYaml(
                Map.of("groups", List.of(Map.of("name", "queries", "rules", recorded))))));
  }

  private static void succeeds(Tool version, String... arguments) {
    ToolResult result = version.result(arguments);
    assertThat(result.exitCode()).as("%s%s", result.stdout(), result.stderr()).isZero();
  }
}
