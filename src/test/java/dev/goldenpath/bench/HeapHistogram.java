package dev.goldenpath.bench;

import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.tryout.TunedJvm;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds after a full collection, by class.
 *
 * @param bytes of all objects that are reachable
 * @param first the first lines, with their heading
 */
record HeapHistogram(long bytes, List<String> first) {
  private static final int LINES = 10;
  private static final Pattern LINE = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) .*$");
  private static final String HEADING = " num     #instances         #bytes  class name";

  /** Collects the garbage of another JVM, and asks it. */
  static HeapHistogram of(ProcessHandle process) {
    return parse(
        new Tool(TunedJvm.tool("jcmd")).run(String.valueOf(process.pid()), "GC.class_histogram"));
  }

  /**
   * Reads what {@code jcmd} prints.
   *
   * @throws IllegalStateException where that is no histogram
   */
  static HeapHistogram parse(String printed) {
    List<MatchResult> lines = LINE.matcher(printed).results().toList();
    if (lines.isEmpty()) {
      throw new IllegalStateException("jcmd prints no histogram: " + printed);
    }
    return new HeapHistogram(
        lines.stream().mapToLong(line -> Long.parseLong(line.group(1))).sum(),
        Stream.concat(Stream.of(HEADING), lines.stream().limit(LINES).map(MatchResult::group))
            .toList());
  }

  /** As a block of text. */
  String text() {
    return "```%n%s%n```".formatted(String.join(System.lineSeparator(), first));
  }
}
