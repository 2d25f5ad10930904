package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.progress.TimeoutOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all verbs that write have in common. */
final class WriteOptions {
  @Parameters(index = "0", paramLabel = "NAME", description = "A service of the cluster.")
  String name = "";

  @Option(names = "--dry-run", description = "Print the kubectl command, and write nothing.")
  boolean isDryRun;

  @Option(
      names = "--force",
      description = "Write even if the service is kept in a repository by Argo CD or Flux.")
  boolean isForced;

  @Option(
      names = "--path",
      paramLabel = "FILE",
      description = "A path document to check by. Default: the cluster's, else the built-in one.")
  @Nullable String path;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = TimeoutOption.class,
      description = "How long the operator may take to observe the change. Default: 1m.")
  Duration timeout = Duration.ofMinutes(1);
}
