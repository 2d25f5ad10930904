package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every value changes what the file says and nothing else. */
class HelmEffectsTest {
  /**
   * A setting, perhaps what it is compared in the presence of; below it, indented, what changes.
   */
  private static final Path FILE = Path.of("src", "test", "resources", "helm", "effects.txt");

  private static final Pattern SETTING =
      Pattern.compile("(?<name>[A-Za-z.]+)=(?<value>.*?)( [(]with (?<given>.*)[)])?");

  @Test
  void every_value_has_this_effect() throws IOException {
    StringBuilder effects = new StringBuilder();
    for (Matcher setting : settings()) {
      List<String> changes = changes(setting);
      assertThat(changes).as(setting.group()).isNotEmpty();
      effects.append(setting.group()).append('\n');
      changes.forEach(change -> effects.append("    ").append(change).append('\n'));
    }
    GoldenFile.check(FILE, effects.toString());
  }

  @Test
  void no_value_is_missing_there() throws IOException {
    Set<String> names =
        settings().stream()
            .map(setting -> setting.group("name"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ChartValue.all())
        .extracting(ChartValue::name)
        .containsExactlyInAnyOrderElementsOf(names);
  }

  private static List<String> changes(Matcher setting) {
    String[] before = Stream.ofNullable(setting.group("given")).toArray(String[]::new);
    String[] after =
        Stream.concat(
                Stream.of(before), Stream.of(setting.group("name") + "=" + setting.group("value")))
            .toArray(String[]::new);
    return HelmChart.render(before).changesTo(HelmChart.render(after));
  }

  private static List<Matcher> settings() throws IOException {
    return Files.readAllLines(FILE).stream()
        .filter(line -> !line.startsWith(" "))
        .map(SETTING::matcher)
        .peek(setting -> assertThat(setting.matches()).as(setting.toString()).isTrue())
        .toList();
  }
}
