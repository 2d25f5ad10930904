package dev.goldenpath.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.plan.PlannedObject.Change;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The changes of a plan for a terminal: a line an object, and one for what stays or follows. */
final class PlanText {
  /** Objects with more changed fields, such as rules, are counted only. */
  private static final int FEW = 10;

  private static final int FIELDS_SHOWN = 2;
  private static final int FIELD = 70;
  private static final int VALUE = 32;
  private static final String GAP = "   ";

  private static final ObjectMapper JSON = Json.MAPPER;

  private final PlannedChanges changes;
  private final int width;

  PlanText(PlannedChanges changes) {
    this.changes = changes;
    this.width = changes.objects().stream().mapToInt(each -> title(each).length()).max().orElse(0);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    changes.objects().forEach(each -> add(lines, each));
    int all = changes.all().size();
    lines.add(
        "%d of %d objects change nothing.%s"
            .formatted(changes.unchanged(), all, changes.isEmpty() ? "" : " All: -o diff"));
    return lines;
  }

  private void add(List<String> lines, PlannedObject object) {
    String what = what(object);
    if (object.differs()) {
      lines.add(line(object.change().mark(), title(object), what));
    }
    String title = object.differs() ? "" : title(object);
    for (StayingValue each : object.stays()) {
      lines.add(line(Change.NONE.mark(), title, stays(each)));
    }
    if (!object.later().isEmpty()) {
      lines.add(
          line(
              Change.NONE.mark(),
              title,
              String.join(", ", object.later()) + ": later, when what runs needs less"));
    }
    object.effects().stream()
        .filter(effect -> effect != Effect.REMOVED)
        .forEach(effect -> lines.add(line("!", "", sentence(effect))));
  }

  private String line(String mark, String title, String what) {
    return (mark + " " + title + " ".repeat(width - title.length()) + "  " + what).stripTrailing();
  }

  private static String title(PlannedObject object) {
    return object.kind() + " " + object.name();
  }

  private String what(PlannedObject object) {
    return switch (object.change()) {
      case NONE -> "";
      case CREATED -> "created";
      case REMOVED -> "deleted";
      case LEFT -> "stays, no longer managed";
      case EJECTED -> "stays as it is, and is yours: " + object.component() + " is ejected";
      case RETURNED -> "taken back: edits of it are lost";
      case CHANGED -> fields(object.fields()) + overrides(object.overrides());
    };
  }

  private static String fields(List<PlannedField> fields) {
    List<String> shown =
        fields.size() > FEW
            ? List.of()
            : fields.stream()
                .map(PlanText::field)
                .flatMap(Optional::stream)
                .filter(text -> text.length() <= FIELD)
                .limit(FIELDS_SHOWN)
                .toList();
    int more = fields.size() - shown.size();
    if (shown.isEmpty()) {
      return more + (more == 1 ? " value" : " values");
    }
    return String.join(GAP, shown) + (more == 0 ? "" : GAP + "and " + more + " more");
  }

  /** The change of a field on a line; empty if it is too long for one. */
  private static Optional<String> field(PlannedField field) {
    String from = value(field.from());
    String to = value(field.to());
    if (field.to() == null) {
      return Optional.of(field.field() + "  removed");
    }
    if (field.from() == null) {
      return Optional.of(field.field() + "  added" + (to == null ? "" : ": " + to));
    }
    return from == null || to == null
        ? Optional.empty()
        : Optional.of(field.field() + "  " + from + " → " + to);
  }

  /** The value on a line; null if it is too long for one. */
  private static @Nullable String value(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = value instanceof String string ? string : json(value);
    return text.length() > VALUE ? null : text.isEmpty() ? "\"\"" : MessageText.plain(text, FIELD);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String overrides(List<String> parameters) {
    if (parameters.isEmpty()) {
      return "";
    }
    return "%s(%s: your override%s)"
        .formatted(
            GAP, String.join(", ", parameters), parameters.size() == 1 ? " stays" : "s stay");
  }

  private String stays(StayingValue each) {
    return "%s  stays %s (%s has %s): %s"
        .formatted(each.field(), each.value(), changes.tier(), each.wanted(), each.why());
  }

  private static String sentence(Effect effect) {
    return switch (effect) {
      case DATABASE_RESTART -> "the instances of the database restart, one after the other";
      case QUEUE_RESTART -> "the instances of the queue restart, one after the other";
      case WORKLOAD_RESTART -> "the pods are replaced, one after the other";
      case CONNECTIONS_CUT -> "connections that were allowed or served before are cut";
      case PODS_REFUSED -> "pods that run now would be refused if they were created again";
      case EXCEEDS_USAGE -> "less than what is in use: nothing stops, and nothing more can start";
      case IRREVERSIBLE -> "going back does not undo it";
      case REMOVED -> "an object is deleted";
      case UNSAFE -> "lowers what the platform guarantees";
    };
  }
}
