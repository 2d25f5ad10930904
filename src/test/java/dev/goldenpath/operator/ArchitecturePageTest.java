package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.hatch.ComponentMode;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.Hatches;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md says of the sources is what they are. */
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("docs", "architecture.md");
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "goldenpath");
  private static final String OPERATOR = "operator";
  private static final String PLUGIN = "cli";
  private static final String MAIN = "main";
  private static final Pattern NAME =
      Pattern.compile("\\bdev\\.goldenpath\\.(operator|cli)\\.(\\w+)");

  /** Two capital letters, each before a small one: a class, or a kind of Kubernetes. */
  private static final Pattern CLASS = Pattern.compile("\\b(?:[A-Z]+[a-z]+){2,}(?:IT)?\\b");

  private static final Pattern LINK = Pattern.compile("\\[`(\\w+)`]\\((\\S+)\\.java\\)");

  /** Written so, and not of ours. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "ResourceQuota",
          "LimitRange",
          "RoleBinding",
          "NetworkPolicy",
          "ConfigMap",
          "RabbitmqCluster",
          "ServiceAccount",
          "HorizontalPodAutoscaler",
          "PodDisruptionBudget",
          "HTTPRoute",
          "ServiceMonitor",
          "PrometheusRule",
          "GoldenPath",
          "GitOps",
          // Vocabulary, which VocabularyTest compares.
          "HatchOpened",
          "HatchClosed",
          "QuotaReady");

  @Test
  void its_tables_and_graphs_are_up_to_date() throws IOException {
    String page = Files.readString(PAGE);
    page = GoldenFile.between(page, "modes", modes());
    page = GoldenFile.between(page, "packages", graph(OPERATOR));
    page = GoldenFile.between(page, "package roles", roles());
    page = GoldenFile.between(page, "plugin packages", graph(PLUGIN));
    GoldenFile.check(PAGE, page);
  }

  @Test
  void every_class_that_it_names_exists() throws IOException {
    Set<String> classes =
        Stream.of("main", "test")
            .flatMap(each -> files(Path.of("src", each, "java")))
            .flatMap(file -> Stream.concat(Stream.of(nameOf(file)), declared(file)))
            .collect(Collectors.toSet());
    String page = Files.readString(PAGE).replaceAll("(?s)```text\n.*?```", "");
    assertThat(CLASS.matcher(page).results().map(MatchResult::group))
        .hasSizeGreaterThan(50)
        .filteredOn(name -> !OF_OTHERS.contains(name))
        .allMatch(classes::contains);
    assertThat(OF_OTHERS).allMatch(Files.readString(PAGE)::contains);
  }

  @Test
  void the_code_map_names_each_file_by_its_class() throws IOException {
    assertThat(LINK.matcher(Files.readString(PAGE)).results())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            link -> assertThat(Path.of(link.group(2)).getFileName()).hasToString(link.group(1)));
  }

  @Test
  void the_states_of_a_component_are_those_of_the_code() throws IOException {
    String page = Files.readString(PAGE);
    String diagram =
        page.substring(page.indexOf("stateDiagram-v2"), page.indexOf("<!-- modes -->"));
    assertThat(Pattern.compile("\\b[A-Z][A-Z_]+\\b").matcher(diagram).results())
        .extracting(MatchResult::group)
        .containsOnly(Arrays.stream(ComponentMode.values()).map(Enum::name).toArray(String[]::new));
  }

  @Test
  void every_directory_that_it_names_exists() throws IOException {
    Matcher directories = Pattern.compile("`([\\w/]+)/`").matcher(Files.readString(PAGE));
    assertThat(directories.results().map(each -> each.group(1)))
        .hasSizeGreaterThan(5)
        .allMatch(
            name ->
                Files.isDirectory(Path.of(name))
                    || Files.isDirectory(Path.of("src/test/java/dev/goldenpath", name)));
  }

  private static String modes() {
    StringBuilder table =
        new StringBuilder(
            """
            | eject annotation | remembered | mode |
            |---|---|---|
            """);
    HatchReason why = new HatchReason(HatchReasonCode.OTHER, "", Optional.empty());
    RememberedHatches handedOver = RememberedHatches.NONE.handedOver("quota", why);
    Map<String, RememberedHatches> memories =
        Map.of(
            "nothing",
            RememberedHatches.NONE,
            "handed over",
            handedOver,
            "handed over, return announced",
            handedOver.announced("quota"));
    for (boolean ejects : new boolean[] {false, true}) {
      for (String memory : List.of("nothing", "handed over", "handed over, return announced")) {
        table.append(
            "| %s | %s | `%s` |\n"
                .formatted(
                    ejects ? "yes" : "no",
                    memory,
                    ComponentMode.of("quota", hatches(ejects, why), memories.get(memory))));
      }
    }
    return table.toString();
  }

  private static Hatches hatches(boolean ejects, HatchReason why) {
    return new Hatches(
        Map.of(),
        List.of(),
        Map.of(),
        ejects ? Map.of("quota", why) : Map.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        null);
  }

  /** The first sentence of each package's own documentation. */
  private static String roles() throws IOException {
    StringBuilder table = new StringBuilder("| package | what it is |\n|---|---|\n");
    for (String product : List.of(OPERATOR, PLUGIN)) {
      for (Path info :
          files(SOURCES.resolve(product))
              .filter(file -> file.endsWith("package-info.java"))
              .sorted()
              .toList()) {
        String text = Files.readString(info);
        String words =
            text.substring(text.indexOf("/**") + 3, text.indexOf("*/"))
                .replaceAll("\\s*\\n \\*\\s*", " ")
                .replaceAll("\\{@(?:code|link)\\s+(?:[\\w.]+\\.)?([\\w ]+)}", "`$1`")
                .strip();
        table.append(
            "| `%s` | %s |\n"
                .formatted(
                    SOURCES.relativize(info.getParent()).toString(), words.split("(?<=\\.) ")[0]));
      }
    }
    return table.toString();
  }

  /** Who knows whom, without what follows from other arrows. */
  private static String graph(String product) {
    Map<String, Set<String>> knows = knows(product);
    StringBuilder graph = new StringBuilder("```mermaid\nflowchart TD\n");
    knows.forEach(
        (from, to) ->
            to.stream()
                .filter(
                    one ->
                        to.stream()
                            .filter(other -> !other.equals(one))
                            .noneMatch(other -> reaches(knows, other, one)))
                .forEach(one -> graph.append("  %s --> %s\n".formatted(from, one))));
    return graph.append("```\n").toString();
  }

  private static boolean reaches(Map<String, Set<String>> knows, String from, String to) {
    return knows.getOrDefault(from, Set.of()).stream()
        .anyMatch(next -> next.equals(to) || reaches(knows, next, to));
  }

  private static Map<String, Set<String>> knows(String product) {
    Map<String, Set<String>> knows = new TreeMap<>();
    Path root = SOURCES.resolve(product);
    files(root)
        .forEach(
            file -> {
              String from =
                  file.getParent().equals(root)
                      ? MAIN
                      : root.relativize(file).getName(0).toString();
              NAME.matcher(read(file))
                  .results()
                  .filter(name -> name.group(1).equals(product))
                  .map(
                      name -> Character.isUpperCase(name.group(2).charAt(0)) ? MAIN : name.group(2))
                  .filter(to -> !to.equals(from))
                  .forEach(to -> knows.computeIfAbsent(from, first -> new TreeSet<>()).add(to));
            });
    return knows;
  }

  private static Stream<String> declared(Path file) {
    return Pattern.compile("(?:class|record|enum|interface) ([A-Z]\\w*)")
        .matcher(read(file))
        .results()
        .map(each -> each.group(1));
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
