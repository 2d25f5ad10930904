package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.progress.TimeoutOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all verbs that write have in common. */
final class WriteOptions {
  @Parameters(index = "0", paramLabel = "NAME", description = "A service in the cluster.")
  String name = "";

  @Option(names = "--dry-run", description = "Print the kubectl command and write nothing.")
  boolean isDryRun;

  @Option(
      names = "--force",
      description = "Write even if Argo CD or Flux applies the service from a repository.")
  boolean isForced;

  @Option(
      names = "--path",
      paramLabel = "FILE",
      description =
          "The path document to check against. Default: the cluster's, or the built-in one.")
  @Nullable String path;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = TimeoutOption.class,
      description = "How long to wait for the operator to observe the change. Default: 1m.")
  Duration timeout = Duration.ofMinutes(1);
}
