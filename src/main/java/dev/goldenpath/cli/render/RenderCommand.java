package dev.goldenpath.cli.render;

import dev.goldenpath.cli.service.HatchWarnings;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.text.ObjectText;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.SubjectOptions;
import dev.goldenpath.cli.verb.Verb;
import dev.goldenpath.operator.component.DesiredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code render}: the objects that the operator would apply. */
@Command(name = "render", description = "Show the objects that the operator applies for a service.")
public final class RenderCommand extends Verb {
  /** The form of the output. */
  enum Format {
    yaml,
    json
  }

  @Mixin private SubjectOptions subject = new SubjectOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      description = "The output format. Default: yaml.")
  private Format format = Format.yaml;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Write one file per object into this folder.")
  private @Nullable Path folder;

  /** A verb in this session. */
  public RenderCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    PlannedSubject planned = subject.plan(this);
    Rendering rendering = Rendering.of(planned.subject(), planned.plan());
    HatchWarnings.report(terminal(), rendering.rejected());
    boolean hasUid = planned.plan().uid() != null;
    List<DesiredObject> objects = rendering.all();
    if (folder != null) {
      write(folder, objects, hasUid);
    } else if (format == Format.json) {
      terminal().out().print(ObjectText.json(contents(objects, hasUid)));
    } else {
      if (!hasUid) {
        terminal()
            .print("# Without goldenpath.dev/service-uid: only a service in a cluster has a uid.");
      }
      contents(objects, hasUid).forEach(each -> terminal().out().print(ObjectText.yaml(each)));
    }
    terminal().out().flush();
    return ExitCode.YES;
  }

  private static List<Map<String, Object>> contents(List<DesiredObject> objects, boolean hasUid) {
    return objects.stream().map(object -> ObjectText.content(object, hasUid)).toList();
  }

  private void write(Path into, List<DesiredObject> objects, boolean hasUid) {
    try {
      Files.createDirectories(into);
      for (DesiredObject object : objects) {
        Files.writeString(
            into.resolve(ObjectText.fileName(object)),
            ObjectText.yaml(ObjectText.content(object, hasUid)));
      }
      terminal().say("%s: %d objects".formatted(into, objects.size()));
    } catch (IOException e) {
      throw new BadInput("--dir: " + into + ": cannot be written: " + e + "; name another folder");
    }
  }
}
