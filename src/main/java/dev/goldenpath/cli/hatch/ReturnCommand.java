package dev.goldenpath.cli.hatch;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.service.PlannedSubject;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code return}: a hatch is closed, after a look at what goes with it. */
@Command(
    name = "return",
    description =
        "Return a component to the operator, or a parameter to the value of its tier. "
            + "The command first shows what would be lost.")
public final class ReturnCommand extends WritingVerb {
  private static final ObjectMapper JSON = Json.MAPPER;

  @Parameters(
      index = "1",
      paramLabel = "COMPONENT|PARAMETER",
      description = "A component such as dashboard, or a parameter such as quota.memory.")
  private String target = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask for confirmation.")
  private boolean isAgreed;

  /** A verb in this session. */
  public ReturnCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws InterruptedException {
    PlannedSubject before = planned();
    Map<String, String> annotations = before.subject().annotations();
    HatchTarget hatch = HatchTarget.in(annotations, target);
    AnnotationChange change = AnnotationChange.removing(name(), hatch.keys(annotations));
    PlannedSubject after = checked(before, change);
    return write(
        before.subject().service(),
        change,
        () -> hatch.isEject() ? edits(after) : value(hatch, before, after),
        () -> {});
  }

  @Override
  boolean isAgreedBefore() {
    return isAgreed;
  }

  private Loss edits(PlannedSubject after) {
    ComponentObjects objects = ComponentObjects.of(after, target);
    Kubectl kubectl = kubectl();
    List<String> lines = new ArrayList<>();
    for (DesiredObject object : objects.rendered()) {
      try {
        loss(object, kubectl.find(object.kind().path(object.namespace(), object.name())), objects)
            .ifPresent(lines::add);
      } catch (KubectlFailure failure) {
        if (!failure.isForbidden()) {
          throw failure;
        }
        terminal().say(failure.said().strip());
        lines.add("? %s   its edits are not known, and would be lost".formatted(object.title()));
      }
    }
    return new Loss(lines, "Take it back, and lose these edits");
  }

  private static Optional<String> loss(
      DesiredObject object, Optional<JsonNode> live, ComponentObjects objects) {
    if (live.isEmpty()) {
      return Optional.of("+ %s   is created again".formatted(object.title()));
    }
    List<String> edits =
        LostEdits.in(
            ComponentObjects.unmarked(object.content()),
            JSON.convertValue(live.get(), new TypeReference<Map<String, Object>>() {}),
            objects.quantities());
    return edits.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "~ %s   %s%s"
                .formatted(
                    object.title(),
                    edits.get(0),
                    edits.size() == 1 ? "" : "   and %d more".formatted(edits.size() - 1)));
  }

  private Loss value(HatchTarget hatch, PlannedSubject before, PlannedSubject after) {
    if (hatch.prefix().equals(Annotations.PATCH)) {
      return new Loss(
          List.of("~ %s   the path's objects, without your patch".formatted(target)),
          "Take it back");
    }
    String from = before.plan().values().get(target);
    String to = after.plan().values().get(target);
    if (Objects.equals(from, to)) {
      return Loss.NONE;
    }
    after.plan().heldOf(Parameter.componentOf(target)).forEach(terminal()::say);
    return new Loss(
        List.of("~ %s   %s → %s".formatted(target, shown(from), shown(to))), "Take it back");
  }

  private static String shown(@Nullable String value) {
    return value == null ? "-" : MessageText.plain(value, 80);
  }
}
