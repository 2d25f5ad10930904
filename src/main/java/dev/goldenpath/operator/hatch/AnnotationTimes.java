package dev.goldenpath.operator.hatch;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.Timestamp;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When the annotations of hatches were written, according to {@code managedFields}: never too
 * early, but too late if the same manager has changed something else since. Used if the status was
 * lost, or if another release wrote it in another form.
 */
public final class AnnotationTimes {
  /** No times are known. */
  public static final AnnotationTimes NONE = new AnnotationTimes(List.of());

  private final List<ManagedFieldsEntry> entries;

  /** The times of an object with these managers. */
  public AnnotationTimes(List<ManagedFieldsEntry> entries) {
    this.entries = entries;
  }

  /** When the annotation that opens a hatch was written. */
  public Optional<Instant> of(HatchKind kind, String target) {
    return switch (kind) {
      case OVERRIDE -> of(Annotations.OVERRIDE + target);
      case PATCH -> of(Annotations.PATCH + target);
      case EJECT -> of(Annotations.EJECT + target);
      case PAUSE -> of(Annotations.PAUSED);
      case PIN -> of(Annotations.PIN);
      // That annotation is on another object.
      case UNMANAGED -> Optional.empty();
    };
  }

  private Optional<Instant> of(String annotation) {
    return entries.stream()
        .filter(entry -> annotations(entry).containsKey("f:" + annotation))
        .flatMap(entry -> Timestamp.read(entry.getTime()).stream())
        .findFirst();
  }

  /** The annotations that a manager owns, as keys of {@code managedFields}. */
  public static Map<?, ?> annotations(ManagedFieldsEntry entry) {
    return entry.getFieldsV1() != null
            && entry.getFieldsV1().getAdditionalProperties().get("f:metadata")
                instanceof Map<?, ?> metadata
            && metadata.get("f:annotations") instanceof Map<?, ?> annotations
        ? annotations
        : Map.of();
  }
}
