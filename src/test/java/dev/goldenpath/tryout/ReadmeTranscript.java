package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.support.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the README shows of {@code make run}: the steps of the service with an image, and the
 * summary. Times differ in each run, and so may which components took a step together, or whether
 * one was seen to wait; every word must be one that the run prints.
 *
 * @param ready the components that became ready
 * @param waiting what was said of each component that waited, with its reason
 * @param rest all other lines, without their times
 */
record ReadmeTranscript(Set<String> ready, List<String> waiting, List<String> rest) {
  static final Path README = Path.of("README.md");
  private static final String MARK = "make run";

  private static final Pattern STEP =
      Pattern.compile(" *[0-9.]+ s {2}" + Sample.NAME + " +(?<step>.*)");
  private static final Pattern SHOWN =
      Pattern.compile(STEP.pattern() + "|\\| .*|" + Sample.NAME + " has an image.*");
  private static final Pattern READY = Pattern.compile("ready: (?<components>.*)");
  private static final Pattern WAITING =
      Pattern.compile("(?<components>[a-z, ]+): .*(?<reason>\\([A-Z]\\w+\\))");

  static ReadmeTranscript of(String output) {
    Set<String> ready = new TreeSet<>();
    List<String> waiting = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String line : output.lines().filter(SHOWN.asMatchPredicate()).toList()) {
      Matcher shown = STEP.matcher(line);
      String step = shown.matches() ? shown.group("step") : line;
      Matcher match = READY.matcher(step);
      if (match.matches()) {
        ready.addAll(List.of(match.group("components").split(", ")));
      } else if (WAITING.matcher(step).matches()) {
        waiting.add(step);
      } else {
        rest.add(step.replaceAll("[0-9]+\\.[0-9]+ s", "… s"));
      }
    }
    return new ReadmeTranscript(ready, waiting, rest);
  }

  /** Fails unless the README shows what the run has printed; or shows this run instead. */
  static void check(String output) throws IOException {
    String page = Files.readString(README);
    if (Boolean.getBoolean("golden.update")) {
      GoldenFile.check(README, GoldenFile.between(page, MARK, excerpt(output)));
      return;
    }
    int begin = page.indexOf("<!-- " + MARK + " -->");
    of(page.substring(begin, page.indexOf("<!-- end of " + MARK + " -->"))).isPrintedBy(of(output));
  }

  void isPrintedBy(ReadmeTranscript run) {
    assertThat(rest).as("lines of make run in %s", README).isEqualTo(run.rest).isNotEmpty();
    assertThat(ready).as("components that become ready").isEqualTo(run.ready).isNotEmpty();
    assertThat(waiting)
        .allSatisfy(
            step ->
                assertThat(run.waiting.stream().filter(other -> key(other).equals(key(step))))
                    .allMatch(step::equals));
  }

  private static Optional<String> key(String waiting) {
    return Optional.of(WAITING.matcher(waiting))
        .filter(Matcher::matches)
        .map(match -> match.group("components") + match.group("reason"));
  }

  private static String excerpt(String output) {
    List<String> lines = output.lines().filter(SHOWN.asMatchPredicate()).toList();
    return Stream.of(
            Stream.of("```console"),
            lines.stream().filter(STEP.asMatchPredicate()),
            Stream.of(""),
            lines.stream().filter(line -> line.startsWith("|")),
            Stream.of(""),
            lines.stream().filter(line -> line.startsWith(Sample.NAME)),
            Stream.of("```"))
        .flatMap(part -> part)
        .reduce("", (text, line) -> text + line + "\n");
  }
}
