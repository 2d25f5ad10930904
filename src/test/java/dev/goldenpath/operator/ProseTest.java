package dev.goldenpath.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * English as it is written in Kubernetes' own documentation, in everything that people read: pages,
 * values, CRD, manifests, and the comments and literals of the code. {@code prose/phrases.txt}
 * lists the phrases to avoid, each with what to write.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProseTest {
  private static final String PHRASES = "src/test/resources/prose/phrases.txt";

  private static final List<String> PLACES =
      List.of(
          "README.md",
          "CONTRIBUTING.md",
          "CHANGELOG.md",
          "SECURITY.md",
          "RELEASING.md",
          ".github",
          "docs",
          "crds",
          "deploy",
          "helm/golden-service-operator/values.yaml",
          "helm/golden-service-operator/values.schema.json",
          "helm/golden-service-operator/templates",
          "src/main");

  /** What a Java file is made of; what none of these takes is code. */
  private static final Pattern JAVA =
      Pattern.compile(
          "(?<block>/[*].*?[*]/)|(?<line>//[^\\n]*)|(?<text>\"\"\".*?\"\"\")"
              + "|(?<literal>\"(?:\\\\.|[^\"\\\\\\n])*\")|(?<char>'(?:\\\\.|[^'\\\\])+')"
              + "|(?<space>[\\s+]+)|(?<code>.)",
          Pattern.DOTALL);

  private final List<Phrase> phrases;

  ProseTest() throws IOException {
    phrases =
        Files.readAllLines(Path.of(PHRASES)).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Phrase::of)
            .toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void what_people_read_is_idiomatic_English(Path file) throws IOException {
    assertThat(findings(file, Files.readString(file))).isEmpty();
  }

  @Test
  void every_place_is_read() throws IOException {
    for (String place : PLACES) {
      assertThat(filesOf(place)).as(place).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A.java   | /** The claim; null where there is none. */
          A.java   | throw new Problem(key + ": \\"" + value + "\\" is for no parameter");
          A.java   | log.info("a pass " + "failed");
          A.java   | // Compared by the letter.
          A.java   | /** What the {@code Secret} is. @throws Problem where it is no object */
          page.md  | ## What is ignored
          page.md  | The condition tells whether a Prometheus selects the rules.
          a.yaml   | # Which taints of nodes they bear.
          a.yaml   | message: "remove it: the finalizer must go"
          crd.yml  | description: "It stands in the\\\\n\\\\  status."
          """)
  void a_sentence_of_the_old_style_is_found(String name, String text) {
    assertThat(findings(Path.of(name), text.replace("\\\\n", "\n").replace("\\\\", "\\")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Look at the namespace where the operator runs.",
        "That is no longer the case, and there is no need for it.",
        "What is wrong with a value, and what it stands for.",
        "```\nin the next pass\n```"
      })
  void normal_English_and_fenced_code_are_not(String text) {
    assertThat(findings(Path.of("page.md"), text)).isEmpty();
  }

  @Test
  void a_finding_names_file_line_words_and_advice() {
    assertThat(
            findings(Path.of("A.java"), "int a;\n\n/**\n * Null where\n * there is none.\n */\n"))
        .first()
        .asString()
        .startsWith("A.java:4: \"Null where\": ");
  }

  @Test
  void code_is_not_read_and_literals_of_one_sentence_are_joined() {
    assertThat(
            findings(Path.of("A.java"), "if (tells.which) { passes(\"a\", \"every\", \"pass\"); }"))
        .isEmpty();
    assertThat(findings(Path.of("A.java"), "\"in the next \"\n    + \"pass\"")).hasSize(1);
  }

  private List<String> findings(Path file, String source) {
    Text text = Text.of(prose(file.toString(), source));
    return phrases.stream().flatMap(phrase -> phrase.findings(file, text)).toList();
  }

  /** The source with all that is not prose blanked out; lines stay where they are. */
  private static String prose(String file, String source) {
    if (file.endsWith(".java")) {
      return JAVA.matcher(source).replaceAll(token -> Matcher.quoteReplacement(ofJava(token)));
    }
    if (file.endsWith(".md")) {
      return Pattern.compile("^( *)```.*?^\\1```$", Pattern.MULTILINE | Pattern.DOTALL)
          .matcher(source)
          .replaceAll(fence -> "¶" + fence.group().replaceAll("[^\\n]", ""));
    }
    return source
        .replaceAll("(?m)^\\s*(#|--)+", " ")
        .replaceAll("['\"]\\s*\\+\\s*['\"]|[\\\\\"]", " ");
  }

  private static String ofJava(java.util.regex.MatchResult result) {
    Matcher token = (Matcher) result;
    String text = token.group();
    if (token.group("block") != null) {
      return text.replaceAll("(?m)^\\s*[*]+", " ").replaceAll("[/*{}]+", " ");
    }
    if (token.group("line") != null) {
      return " " + text.substring(2);
    }
    if (token.group("text") != null || token.group("literal") != null) {
      return text.replace('"', ' ').replace("\\", " ");
    }
    return token.group("space") != null ? text.replace('+', ' ') : "¶";
  }

  Stream<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String place : PLACES) {
      all.addAll(filesOf(place));
    }
    return all.stream();
  }

  private static List<Path> filesOf(String place) throws IOException {
    try (Stream<Path> below = Files.walk(Path.of(place))) {
      return below
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".png"))
          .sorted()
          .toList();
    }
  }

  /** A regular expression over text whose words are one space apart, and what to write instead. */
  private record Phrase(Pattern pattern, String advice) {
    static Phrase of(String line) {
      String[] parts = line.split("\t", 2);
      return new Phrase(Pattern.compile(parts[0], Pattern.CASE_INSENSITIVE), parts[1]);
    }

    Stream<String> findings(Path file, Text text) {
      return pattern
          .matcher(text.words())
          .results()
          .map(
              hit ->
                  "%s:%d: \"%s\": %s"
                      .formatted(file, text.lines().get(hit.start()), hit.group(), advice));
    }
  }

  /** Words one space apart, and the line of each character. */
  private record Text(String words, List<Integer> lines) {
    static Text of(String source) {
      StringBuilder words = new StringBuilder();
      List<Integer> lines = new ArrayList<>();
      int line = 1;
      for (char c : source.toCharArray()) {
        boolean blank = Character.isWhitespace(c);
        if (!blank || words.isEmpty() || words.charAt(words.length() - 1) != ' ') {
          words.append(blank ? ' ' : c);
          lines.add(line);
        }
        line += c == '\n' ? 1 : 0;
      }
      return new Text(words.toString(), lines);
    }
  }
}
