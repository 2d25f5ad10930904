package dev.goldenpath.cli.hatch;

import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.Verb;
import dev.goldenpath.operator.api.Annotations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eject}: a component goes to its owner as it is, and the rest stays golden. */
@Command(
    name = "eject",
    description = "Manage one component of a service yourself. Its objects stay as they are.")
public final class EjectCommand extends WritingVerb {
  @Parameters(index = "1", paramLabel = "COMPONENT", description = "A component such as dashboard.")
  private String component = "";

  @Mixin private ReasonOptions reason = new ReasonOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the objects of the component into a new file, ready to commit.")
  private @Nullable Path file;

  /** A verb in this session. */
  public EjectCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> set = new LinkedHashMap<>();
    set.put(Annotations.EJECT + component, ReasonText.checked(reason.why(), terminal()));
    reason.addUntil(set, component);
    PlannedSubject before = planned();
    AnnotationChange change = AnnotationChange.setting(name(), set);
    checked(before, change);
    ComponentObjects objects = ComponentObjects.of(onTheRoad(before), component);
    checkFile(objects);
    return write(before.subject().service(), change, () -> show(objects));
  }

  /** Before anything is written: afterwards, a failure would leave the ejection half done. */
  private void checkFile(ComponentObjects objects) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder)) {
      throw new BadInput("--out: " + file + ": is not in a writable folder; name another file");
    }
    if (Files.exists(file) && !hasContent(file, objects.yaml())) {
      throw new BadInput("--out: " + file + ": exists with other content; name a new file");
    }
  }

  private static boolean hasContent(Path file, String text) {
    try {
      return Files.readString(file).equals(text);
    } catch (IOException e) {
      return false;
    }
  }

  private PlannedSubject onTheRoad(PlannedSubject before) {
    return planned(
        before, AnnotationChange.removing(name(), Set.of(Annotations.EJECT + component)));
  }

  private void show(ComponentObjects objects) {
    boolean isOne = objects.rendered().size() == 1;
    String what = file == null ? component + ": " + objects.count() : file + ": " + objects.count();
    if (file != null) {
      try {
        Files.writeString(file, objects.yaml());
      } catch (IOException e) {
        throw new BadInput(
            "--out: %s: cannot be written: %s; the component is ejected, and %s render shows it"
                .formatted(file, e, Verb.PLUGIN));
      }
    }
    terminal()
        .print(
            "%s, yours now. The operator writes no more to %s. Back: %s return %s %s"
                .formatted(what, isOne ? "it" : "them", Verb.PLUGIN, name(), component));
  }
}
