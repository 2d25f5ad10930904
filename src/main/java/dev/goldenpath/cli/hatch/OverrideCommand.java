package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code override}: another value for one parameter, or several. */
@Command(
    name = "override",
    description =
        "Override parameters of a service. "
            + "kubectl golden explain lists the parameters and their valid values.")
public final class OverrideCommand extends WritingVerb {
  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PARAMETER=VALUE",
      description = "A parameter such as quota.memory, and its value.")
  private List<String> values = List.of();

  @Mixin private ReasonOptions reason = new ReasonOptions();

  /** A verb in this session. */
  public OverrideCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    String text = ReasonText.checked(reason.why(), terminal());
    Map<String, String> set = new LinkedHashMap<>();
    values.forEach(value -> put(set, value));
    for (String parameter : List.copyOf(set.keySet())) {
      String name = parameter.substring(Annotations.OVERRIDE.length());
      set.put(Annotations.REASON + name, text);
      reason.addUntil(set, name);
    }
    PlannedSubject before = planned();
    AnnotationChange change = AnnotationChange.setting(name(), set);
    checked(before, change);
    return write(before.subject().service(), change, () -> {});
  }

  private static void put(Map<String, String> set, String typed) {
    int sign = typed.indexOf('=');
    if (sign < 1) {
      throw new BadInput(
          "%s: has no value; write <parameter>=<value>".formatted(MessageText.quoted(typed)));
    }
    String parameter = typed.substring(0, sign);
    ReasonText.printable(parameter, typed);
    if (set.put(Annotations.OVERRIDE + parameter, typed.substring(sign + 1)) != null) {
      throw new BadInput(
          "%s: is given twice; give it one value".formatted(MessageText.plain(parameter, 80)));
    }
  }
}
