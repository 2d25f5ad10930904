package dev.goldenpath.cli.explain;

import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.service.HatchWarnings;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.text.OutputFormat;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.SubjectOptions;
import dev.goldenpath.cli.verb.Verb;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.NearestName;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: the origin of every value of a service, or what a parameter may be. */
@Command(
    name = "explain",
    description = {
      "Show every value of a service with its origin, or the valid values of a parameter.",
      "NAME is a service, a parameter such as quota.memory, or a component such as quota."
    })
public final class ExplainCommand extends Verb {
  @Mixin private SubjectOptions subject = new SubjectOptions();

  @Option(names = "--changed", description = "Show only values that differ from the path.")
  private boolean changed;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|yaml|json",
      description = "The output format. Default: table.")
  private OutputFormat format = OutputFormat.table;

  /** A verb in this session. */
  public ExplainCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    @Nullable String name = subject.name();
    if (name != null && subject.file() == null) {
      if (name.contains(".")) {
        return parameter(name);
      }
      if (Components.catalogue().components().contains(name)) {
        return component(name);
      }
    }
    return service();
  }

  private int parameter(String name) {
    GoldenPath path = path();
    Set<String> known = path.parameters().keySet();
    if (!known.contains(name)) {
      throw new BadInput(
          "PARAMETER: unknown parameter %s; did you mean %s?"
              .formatted(MessageText.quoted(name), NearestName.to(name, known)));
    }
    ParameterHelp help = ParameterHelp.of(path, name);
    format.print(terminal(), help, help.lines(path));
    return ExitCode.YES;
  }

  private int component(String name) {
    ComponentHelp help = ComponentHelp.of(path(), name);
    format.print(terminal(), help, help.lines());
    return ExitCode.YES;
  }

  private GoldenPath path() {
    if (changed) {
      throw new BadInput("--changed: is about a service; name one, or leave it out");
    }
    return subject.pathOffline(this).path();
  }

  private int service() {
    PlannedSubject planned = planned();
    HatchWarnings.report(terminal(), planned.plan().hatches().rejected());
    ServiceExplanation all = ServiceExplanation.of(planned);
    ExplanationText text = new ExplanationText(all, command());
    format.print(terminal(), changed ? all.changed() : all, changed ? text.changed() : text.all());
    if (format == OutputFormat.table && !changed) {
      text.absent().ifPresent(terminal()::say);
    }
    return ExitCode.YES;
  }

  private PlannedSubject planned() {
    try {
      return subject.plan(this);
    } catch (KubectlFailure failure) {
      @Nullable String name = subject.name();
      if (name == null || !failure.isNotFound()) {
        throw failure;
      }
      terminal().say(failure.said().strip());
      throw NearestName.closeTo(name, Components.catalogue().components())
          .<RuntimeException>map(
              near ->
                  new BadInput(
                      "NAME: %s is neither a service nor a component; did you mean the component %s?"
                          .formatted(MessageText.quoted(name), near)))
          .orElse(failure);
    }
  }

  private String command() {
    return Verb.PLUGIN
        + " explain "
        + (subject.name() == null ? "-f " + subject.file() : subject.name());
  }
}
