package dev.goldenpath.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page may consist of, and who may know of it. */
class PageBoundsTest {
  private static final Path MAIN = Path.of("src", "main", "java", "dev", "goldenpath");
  private static final Path FILES = Path.of("src", "main", "resources", "page");
  private static final long LARGEST = 40_000;

  private static final Pattern SOCKETS =
      Pattern.compile(
          "com\\.sun\\.net|java\\.net\\.(\\w*Socket|InetAddress|http|\\w*URLConnection)|java\\.nio\\.channels");

  private static final Pattern MARKUP =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|style=|\\son\\w+=");

  @Test
  void the_files_of_the_page_are_small() throws IOException {
    long bytes = 0;
    for (Path file : files(FILES)) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isPositive().isLessThanOrEqualTo(LARGEST);
  }

  @Test
  void every_file_of_the_page_is_served_and_no_other() throws IOException {
    assertThat(PageFiles.read().keySet())
        .containsExactlyInAnyOrderElementsOf(
            files(FILES).stream()
                .map(file -> "/" + file.getFileName().toString().replace("index.html", ""))
                .toList());
  }

  @Test
  void every_tier_can_be_chosen_and_the_most_important_one_is_proposed() {
    String page = Objects.requireNonNull(PageFiles.read().get("/")).body();
    assertThat(Pattern.compile("<option( selected)?>(\\w+)</option>").matcher(page).results())
        .extracting(option -> option.group(2) + (option.group(1) == null ? "" : "*"))
        .containsExactlyElementsOf(
            Stream.of(Tier.values())
                .map(tier -> tier.text() + (tier == Tier.MOST ? "*" : ""))
                .toList());
  }

  @Test
  void text_never_becomes_markup() throws IOException {
    for (Path file : files(FILES)) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(MARKUP);
    }
  }

  @Test
  void only_the_server_of_the_page_has_sockets() throws IOException {
    assertThat(files(MAIN.resolve("cli")))
        .filteredOn(file -> contains(file, SOCKETS))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("Page.java");
  }

  @Test
  void the_operator_knows_neither_road() throws IOException {
    Pattern words = Pattern.compile("ticket|demo", Pattern.CASE_INSENSITIVE);
    assertThat(files(MAIN.resolve("operator")))
        .isNotEmpty()
        .noneMatch(file -> contains(file, words));
  }

  private static boolean contains(Path file, Pattern pattern) {
    try {
      return pattern.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
