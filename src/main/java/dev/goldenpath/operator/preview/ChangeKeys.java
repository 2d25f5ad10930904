package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of change of one service. */
final class ChangeKeys {
  /** Fields of one object that are listed; a dashboard or a list of rules may have many. */
  static final int FIELDS = 5;

  private final Placeholders placeholders;

  private ChangeKeys(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  /** The kinds of change; empty for a service that is unchanged or in conflict. */
  static List<ChangeKey> of(PreviewedService service, ServicePreview preview) {
    ChangeKeys keys = new ChangeKeys(new Placeholders(service.name(), service.team()));
    List<ChangeKey> all = new ArrayList<>();
    preview.problem().ifPresent(problem -> all.add(keys.unknown(service.name(), problem)));
    preview.changes().forEach(object -> keys.add(object, all));
    return all;
  }

  private ChangeKey unknown(String service, String problem) {
    return new ChangeKey(
        Components.NAMESPACE.name(),
        "Namespace/" + placeholders.object(service),
        null,
        null,
        null,
        ServiceClass.UNKNOWN,
        MessageText.plain(placeholders.in(problem), Bounds.MESSAGE));
  }

  private void add(ObjectChange object, List<ChangeKey> all) {
    object.fields().stream().limit(FIELDS).forEach(field -> all.add(key(object, field)));
    int more = object.fields().size() - FIELDS;
    if (more > 0) {
      all.add(key(object, "(others)", new ShownValues(null, null), more + " more fields"));
    }
  }

  private ChangeKey key(ObjectChange object, FieldChange change) {
    if (change.isCreation()) {
      return key(object, null, new ShownValues(null, ChangeKey.PRESENT), "is created");
    }
    if (change.isRemoval()) {
      return key(
          object,
          null,
          new ShownValues(ChangeKey.PRESENT, null),
          object.kept() ? "is no longer managed; it stays, since it holds data" : "is deleted");
    }
    return key(
        object,
        MessageText.plain(placeholders.field(change.field()), Bounds.PREVIEW_FIELD),
        ShownValues.of(change.from(), change.to(), placeholders::in),
        null);
  }

  private ChangeKey key(
      ObjectChange object, @Nullable String field, ShownValues values, @Nullable String message) {
    return new ChangeKey(
        object.component(),
        object.kind() + "/" + placeholders.object(object.name()),
        field,
        values.from(),
        values.to(),
        ServiceClass.CHANGED,
        message);
  }
}
