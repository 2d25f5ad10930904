package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page for contributors names is there, and its commands write all that tests write. */
class DevelopmentPageTest {
  private static final Path PAGE = Path.of("docs", "development.md");
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  /** A path of the repository, unless it holds a placeholder such as {@code <name>}. */
  private static final Predicate<String> IS_PATH =
      Pattern.compile("(src|deploy|helm|docs|crds|tools)(/[\\w.-]+)*").asMatchPredicate();

  private static final Predicate<String> IS_CLASS =
      Pattern.compile("([A-Z][a-z0-9]+)+(Test|IT)?").asMatchPredicate();

  private static final Predicate<String> IS_METHOD =
      Pattern.compile("[a-zA-Z]+[(][)]").asMatchPredicate();

  /** The call that writes a file when it is asked to. */
  private static final Pattern WRITES =
      Pattern.compile(
          "GoldenFile\\.check\\(|ReadmeTranscript\\.check\\(|ExecutedPage(?s:.*)\\.check\\(");

  /** {@code make pictures} runs what it tests. */
  private static final String DRAWN = "DashboardPictureIT.java";

  /** Words in code that look like the name of a class, and are not. */
  private static final Set<String> OTHERS = Set.of("Retain");

  @Test
  void every_file_that_it_names_is_there() throws IOException {
    assertThat(named(IS_PATH)).hasSizeGreaterThan(10).allMatch(file -> Files.exists(Path.of(file)));
  }

  @Test
  void every_class_that_it_names_is_there() throws IOException {
    assertThat(named(IS_CLASS)).hasSizeGreaterThan(40);
    assertThat(sources()).containsAll(named(IS_CLASS));
  }

  @Test
  void every_method_that_it_names_is_one_of_a_component() throws IOException {
    assertThat(named(IS_METHOD)).hasSizeGreaterThan(10);
    assertThat(Arrays.stream(Component.class.getMethods()).map(Method::getName))
        .containsAll(named(IS_METHOD).stream().map(each -> each.replace("()", "")).toList());
  }

  @ParameterizedTest
  @CsvSource({"golden, Test", "transcripts, IT"})
  void a_target_that_writes_runs_every_test_that_writes(String target, String suffix)
      throws IOException {
    String makefile = Files.readString(Path.of("Makefile"));
    Matcher recipe = Pattern.compile("(?m)^" + target + ":.*\n(\t.*\n)+").matcher(makefile);
    assertThat(recipe.find()).as("make " + target).isTrue();
    Set<String> run =
        Pattern.compile("\\b\\w+" + suffix + "\\b")
            .matcher(recipe.group())
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());

    assertThat(run).as("what make %s runs", target).isEqualTo(writers(suffix));
  }

  private static Set<String> writers(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files
          .filter(file -> file.toString().endsWith(suffix + ".java"))
          .filter(file -> !file.endsWith(DRAWN))
          .filter(file -> WRITES.matcher(read(file)).find())
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> named(Predicate<String> kind) throws IOException {
    return CODE.matcher(FENCE.matcher(Files.readString(PAGE)).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .filter(kind.and(word -> !OTHERS.contains(word)))
        .collect(Collectors.toSet());
  }
}
