package dev.goldenpath.cli.progress;

import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.Verb;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code wait}: like {@code kubectl wait}, and it also waits for a hatch that was just written, and
 * does not wait for what only a person can change.
 */
@Command(
    name = "wait",
    description =
        "Wait until a service is Ready with its current spec and hatches. "
            + "Exit code: 0 if it is, 1 if it is Stalled or was deleted, 3 if the time is up.")
public final class WaitCommand extends Verb {
  @Parameters(index = "0", paramLabel = "NAME", description = "A service. It need not exist yet.")
  private String name = "";

  @Option(
      names = "--for",
      paramLabel = "ready|deleted",
      description = "What to wait for. Default: ready.")
  private Goal goal = Goal.ready;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = TimeoutOption.class,
      description = "How long to wait, such as 90s, 5m or 1h30m. Default: 5m.")
  private Duration timeout = Duration.ofMinutes(5);

  @Option(
      names = "--through-stalled",
      description = "Keep waiting while the service is Stalled, until a person acts.")
  private boolean isPatient;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|yaml|json",
      description =
          "A line for each step, or a YAML document or JSON object for each change. Default: table.")
  private Output output = Output.table;

  /** A verb in this session. */
  public WaitCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Progress progress = output.lines(terminal(), name, session().clock().instant());
    long end = System.nanoTime() + timeout.toNanos();
    Sighting last = new Sighting.Missing();
    try (FollowedService followed =
        new FollowedService(kubectl(), terminal()::say, name, timeout)) {
      while (true) {
        long left = Math.max(0, end - System.nanoTime());
        Optional<Sighting> seen = followed.next(Duration.ofNanos(left));
        if (seen.isPresent()) {
          last = seen.get();
          progress.show(last, session().clock().instant());
          Optional<Goal.Verdict> verdict = goal.verdict(last, isPatient);
          if (verdict.isPresent()) {
            return answer(verdict.get());
          }
        } else if (System.nanoTime() >= end) {
          terminal().say(overdue(last));
          return ExitCode.TIMEOUT;
        }
      }
    }
  }

  private int answer(Goal.Verdict verdict) {
    if (!verdict.message().isEmpty()) {
      terminal().say(name + " " + verdict.message());
    }
    return verdict.exit();
  }

  private String overdue(Sighting last) {
    String state =
        last instanceof Sighting.Present present
            ? new ServiceState(present.service()).summary()
            : "it is not there";
    return "%s %s after %s: %s".formatted(name, goal.missed(last), Elapsed.words(timeout), state);
  }
}
