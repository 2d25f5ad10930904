package dev.goldenpath.cli.hatch;

import dev.goldenpath.operator.api.Annotations;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why a hatch is opened, and until when it is wanted. */
final class ReasonOptions {
  @Option(
      names = "--why",
      required = true,
      paramLabel = "REASON",
      description =
          "The reason, as <code>: <text>, such as 'performance: the cache lives in memory'.")
  private String why = "";

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "The last day of the hatch, such as 2026-12-31.")
  private @Nullable String until;

  /** The reason as it was typed. */
  String why() {
    return why;
  }

  /**
   * Adds the last day, if there is one.
   *
   * @param set the annotations of the hatch
   * @param target what it is about, as the key of its last day ends
   */
  void addUntil(Map<String, String> set, String target) {
    if (until != null) {
      set.put(Annotations.UNTIL + target, ReasonText.day(until));
    }
  }
}
