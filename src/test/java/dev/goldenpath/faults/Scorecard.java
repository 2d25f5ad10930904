package dev.goldenpath.faults;

import dev.goldenpath.tryout.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run came to, by sweep. */
final class Scorecard {
  static final Path PAGE = Path.of("docs", "faults.md");
  private static final String BEGIN = "<!-- scorecard -->";
  private static final String END = "<!-- end of scorecard -->";

  private final Catalogue catalogue;
  private final List<Verdict> verdicts;
  private final long seed;
  private final Duration took;

  /** The card of a whole run, or of one that was interrupted. */
  Scorecard(Catalogue catalogue, List<Verdict> verdicts, long seed, Duration took) {
    this.catalogue = catalogue;
    this.verdicts = verdicts;
    this.seed = seed;
    this.took = took;
  }

  boolean isClean() {
    return verdicts.stream().noneMatch(Verdict::isViolated);
  }

  /** Replaces the card of an earlier run in the page. */
  void write() throws IOException {
    Files.writeString(PAGE, in(Files.readString(PAGE)));
  }

  /** The page with this card. */
  String in(String page) {
    int from = page.indexOf(BEGIN) + BEGIN.length();
    return page.substring(0, from) + "\n\n" + this + "\n\n" + page.substring(page.indexOf(END));
  }

  @Override
  public String toString() {
    String summary =
        "%d plans with seed %d on %d cores, in %d minutes."
            .formatted(
                verdicts.size(),
                seed,
                Runtime.getRuntime().availableProcessors(),
                (took.toSeconds() + 59) / 60);
    return Stream.concat(Stream.of(summary, table().toString()), Stream.of(violations()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private String violations() {
    return verdicts.stream()
        .filter(Verdict::isViolated)
        .map(verdict -> "- `%s`: %s".formatted(verdict.plan(), shortened(verdict)))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String shortened(Verdict verdict) {
    String first = verdict.problems().get(0);
    return "`%s`".formatted(first.substring(0, Math.min(first.length(), 120)).replace('`', '\''));
  }

  private MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable(
            "sweep", "fault", "plans", "played", "held", "not met", "violated", "slowest recovery");
    for (Sweep sweep : Sweep.values()) {
      List<Verdict> its =
          verdicts.stream().filter(verdict -> verdict.plan().sweep() == sweep).toList();
      if (!its.isEmpty()) {
        row(table, "`%s`".formatted(sweep.text()), sweep.fault(), catalogue.all(sweep).size(), its);
      }
    }
    int all = Arrays.stream(Sweep.values()).mapToInt(each -> catalogue.all(each).size()).sum();
    row(table, "all", "", all, verdicts);
    return table;
  }

  private static void row(
      MarkdownTable table, String what, String fault, int plans, List<Verdict> verdicts) {
    table.row(
        what,
        fault,
        plans,
        verdicts.size(),
        verdicts.stream().filter(Verdict::isHeld).count(),
        verdicts.stream().filter(verdict -> !verdict.met() && !verdict.isViolated()).count(),
        verdicts.stream().filter(Verdict::isViolated).count(),
        verdicts.stream()
            .filter(Verdict::isHeld)
            .map(Verdict::recovery)
            .max(Duration::compareTo)
            .map(longest -> String.format(Locale.ROOT, "%.0f s", longest.toMillis() / 1e3))
            .orElse(""));
  }
}
