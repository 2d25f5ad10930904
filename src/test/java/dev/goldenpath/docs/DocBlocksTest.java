package dev.goldenpath.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every fenced block of the docs is run by a test, or checked if it cannot run here. */
class DocBlocksTest {
  private static final Set<String> LANGUAGES =
      Set.of(
          "",
          "console",
          "csv",
          "json",
          "mermaid",
          "promql",
          "properties",
          "sh",
          "text",
          "yaml",
          "yml");

  static final List<DocClaims.Claim> CLAIMS = DocClaims.ALL;

  @Test
  void every_block_is_claimed_by_a_test() {
    assertThat(DocBlock.all())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            block ->
                assertThat(DocClaims.of(block))
                    .as("%s: add a line to DocClaims that names the test which runs it", block)
                    .isPresent());
  }

  @Test
  void every_language_is_known() {
    assertThat(DocBlock.all())
        .allSatisfy(block -> assertThat(LANGUAGES).as("%s", block).contains(block.language()));
  }

  @ParameterizedTest
  @FieldSource("CLAIMS")
  void a_claim_has_blocks(DocClaims.Claim claim) {
    assertThat(DocBlock.all())
        .as("%s claims nothing: remove it, or move it above the one that takes its blocks", claim)
        .anyMatch(block -> DocClaims.of(block).filter(claim::equals).isPresent());
  }

  /** A test that takes its blocks from the registry runs all of them; another names its page. */
  @ParameterizedTest
  @FieldSource("CLAIMS")
  void a_claim_is_of_a_test_that_reads_the_page(DocClaims.Claim claim) throws IOException {
    String source = Files.readString(source(claim.test()).orElseThrow());
    String page = claim.pages().replaceFirst("/[*][.]md$", "").replaceFirst(".*/", "");
    assertThat(source)
        .as("%s", claim)
        .containsAnyOf(
            "DocClaims.blocksOf(" + claim.test() + ".class)",
            "DocClaims.pagesOf(" + claim.test() + ".class)",
            "\"" + page + "\"");
  }

  @Test
  void only_commands_and_foreign_kinds_are_not_run() {
    assertThat(
            CLAIMS.stream()
                .filter(claim -> !claim.reason().isEmpty())
                .map(DocClaims.Claim::test)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("DocCommandsTest", "DocTextsTest");
    assertThat(CLAIMS)
        .filteredOn(claim -> claim.test().equals("DocCommandsTest"))
        .noneMatch(claim -> claim.reason().isEmpty() || claim.holding().isEmpty());
  }

  @Test
  void an_indented_block_is_one() {
    assertThat(blocks("- a list", "  ```sh", "  echo 1", "    echo 2", "  ```", "text"))
        .containsExactly(new DocBlock(Path.of("page.md"), 2, "sh", "echo 1\n  echo 2\n"));
  }

  @Test
  void a_fence_that_is_not_closed_is_an_error() {
    assertThatThrownBy(() -> blocks("```sh", "echo 1")).hasMessageContaining("page.md:1");
  }

  private static List<DocBlock> blocks(String... lines) {
    return DocBlock.read(Path.of("page.md"), List.of(lines));
  }

  private static Optional<Path> source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files.filter(file -> file.endsWith(test + ".java")).findFirst();
    }
  }
}
