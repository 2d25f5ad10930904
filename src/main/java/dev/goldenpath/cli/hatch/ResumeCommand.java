package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.GoldenService;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;

/** {@code resume}: the operator writes again; what was edited meanwhile is applied or undone. */
@Command(name = "resume", description = "End the pause of a service.")
public final class ResumeCommand extends WritingVerb {
  /** A verb in this session. */
  public ResumeCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    GoldenService service = service();
    Map<String, String> annotations = service.getMetadata().getAnnotations();
    Set<String> keys =
        new TreeSet<>(Set.of(Annotations.PAUSED, Annotations.UNTIL + HatchTarget.PAUSED));
    keys.retainAll(annotations.keySet());
    if (!keys.contains(Annotations.PAUSED)) {
      terminal().say(name() + " is not paused");
      return ExitCode.YES;
    }
    return write(service, AnnotationChange.removing(name(), keys), () -> {});
  }
}
