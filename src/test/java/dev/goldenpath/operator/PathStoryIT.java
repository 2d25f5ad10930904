package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.ExecutedPage;
import dev.goldenpath.operator.support.GoldenPaths;
import dev.goldenpath.operator.support.VariableText;
import dev.goldenpath.operator.support.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/change-the-path.md is run from its beginning to its end: its YAML blocks are files, its
 * commands are run, and what they print is what the page shows, but for times.
 */
class PathStoryIT extends WithOperator {
  private static final Path PAGE = Path.of("docs", "change-the-path.md");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private static Path folder;

  @AfterAll
  void removeThePath() {
    services.forgetAll();
    controlPlane.kubectl("delete", "gpp", "--all");
    new GoldenPaths(controlPlane, folder).remove();
  }

  @Test
  void the_page_says_what_happens() throws IOException {
    List<String> fleet = List.of("cart", "search", "shop", "till");
    fleet.forEach(
        name ->
            services.create(
                name,
                "bronze",
                name.equals("till")
                    ? Map.of("override.goldenpath.dev/quota.pods", "60")
                    : Map.of()));
    fleet.forEach(services::makeReady);

    AtomicReference<String> printed = new AtomicReference<>("");
    ExecutedPage.read(PAGE)
        .check(
            VariableText.AGES,
            block -> {
              switch (block.language()) {
                case "yaml" ->
                    Files.writeString(
                        folder.resolve(block.fileName()), block.text().replace("60s", "1s"));
                case "sh" ->
                    printed.set(block.text().lines().map(this::run).collect(Collectors.joining()));
                default -> {
                  return printed.get();
                }
              }
              return block.text();
            });
    fleet.forEach(services::awaitReady);
  }

  /** Waits and changes print what nobody reads. */
  private String run(String line) {
    List<String> words =
        WORD.matcher(line)
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .map(word -> word.endsWith(".yaml") ? folder.resolve(word).toString() : word)
            .toList();
    assertThat(words.get(0)).isEqualTo("kubectl");
    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
    if (arguments.get(0).equals("wait")) {
      arguments.add("--timeout=60s");
    }
    String printed = controlPlane.kubectl(arguments.toArray(String[]::new));
    return arguments.get(0).equals("get") ? printed.stripTrailing() + "\n" : "";
  }
}
