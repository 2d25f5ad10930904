package dev.goldenpath.cli.progress;

import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.Verb;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}: the progress of a service while it changes, until Ctrl-C. */
@Command(
    name = "watch",
    description =
        "Show the progress of a service until you press Ctrl-C or the service is deleted.")
public final class WatchCommand extends Verb {
  /** Of a terminal, on which the time is shown. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /** How long the API server may take to answer at first. */
  private static final Duration FIRST = Duration.ofMinutes(1);

  @Parameters(index = "0", paramLabel = "NAME", description = "A service. It need not exist yet.")
  private String name = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|yaml|json",
      description = "A table, or a YAML document or JSON object for each change. Default: table.")
  private Output output = Output.table;

  /** A verb in this session. */
  public WatchCommand(Session session) {
    super(session);
  }

  private void say(Progress progress, String text) {
    terminal().say(text);
    progress.interrupted();
  }

  @Override
  public Integer call() throws InterruptedException {
    Progress progress = output.live(terminal(), name, session().clock().instant());
    try (FollowedService followed =
        new FollowedService(kubectl(), text -> say(progress, text), name, FIRST)) {
      while (!terminal().isClosed()) {
        Optional<Sighting> seen = followed.next(TICK);
        if (seen.isEmpty()) {
          progress.tick(session().clock().instant());
          continue;
        }
        progress.show(seen.get(), session().clock().instant());
        if (seen.get() instanceof Sighting.Deleted) {
          progress.end(session().clock().instant());
          terminal().say(name + " was deleted");
          return ExitCode.NO;
        }
      }
      return ExitCode.YES;
    }
  }
}
