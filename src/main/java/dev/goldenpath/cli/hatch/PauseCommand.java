package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.operator.api.Annotations;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pause}: the operator writes nothing for a service. */
@Command(
    name = "pause",
    description = "Stop the operator from changing a service, for example during an incident.")
public final class PauseCommand extends WritingVerb {
  @Mixin private ReasonOptions reason = new ReasonOptions();

  /** A verb in this session. */
  public PauseCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> set = new LinkedHashMap<>();
    set.put(Annotations.PAUSED, ReasonText.ofPause(reason.why(), terminal()));
    reason.addUntil(set, HatchTarget.PAUSED);
    return write(service(), AnnotationChange.setting(name(), set), () -> {});
  }
}
