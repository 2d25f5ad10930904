package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.Session;
import dev.goldenpath.operator.api.Annotations;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pause}: the operator writes nothing for a service. */
@Command(
    name = "pause",
    description = "Have the operator write nothing for a service, as during an incident.")
public final class PauseCommand extends WritingVerb {
  @Option(
      names = "--why",
      required = true,
      paramLabel = "REASON",
      description = "Why, as <code>: <text>, such as 'incident: INC-4711'.")
  private String why = "";

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "The last day on which it is wanted, such as 2026-12-31.")
  private @Nullable String until;

  /** A verb in this session. */
  public PauseCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> set = new LinkedHashMap<>();
    set.put(Annotations.PAUSED, ReasonText.ofPause(why, terminal()));
    if (until != null) {
      set.put(Annotations.UNTIL + HatchTarget.PAUSED, ReasonText.day(until));
    }
    return write(service(), AnnotationChange.setting(name(), set), () -> true, () -> {});
  }
}
