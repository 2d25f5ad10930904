package dev.goldenpath.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.service.Subject;
import dev.goldenpath.cli.terminal.Json;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A service as applying a file would leave it: what the file has no longer is removed only if it
 * was applied before, so that a hatch opened by {@code kubectl annotate} stays.
 */
final class AppliedFile {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String APPLY = "Apply";
  private static final String FIELD = "f:";
  private static final ObjectMapper JSON = Json.MAPPER;

  private final ObjectMeta live;
  private final JsonNode lastApplied;

  private AppliedFile(ObjectMeta live) {
    this.live = live;
    this.lastApplied = read(annotations(live).get(LAST_APPLIED));
  }

  /** What the file makes of the live service. */
  static Subject of(Subject live, GoldenService file) {
    AppliedFile applied = new AppliedFile(live.service().getMetadata());
    return live.with(
        applied.annotationsWith(file), applied.specWith(live.service().getSpec(), file.getSpec()));
  }

  private Map<String, String> annotationsWith(GoldenService file) {
    Map<String, String> merged = new TreeMap<>(annotations(live));
    merged.keySet().removeAll(owned("metadata", "annotations"));
    merged.putAll(annotations(file.getMetadata()));
    return merged;
  }

  private GoldenServiceSpec specWith(
      @Nullable GoldenServiceSpec before, @Nullable GoldenServiceSpec file) {
    GoldenServiceSpec merged = file == null ? new GoldenServiceSpec() : file;
    Set<String> owned = owned("spec");
    if (before == null) {
      return merged;
    }
    if (merged.getImage() == null && !owned.contains("image")) {
      merged.setImage(before.getImage());
    }
    if (merged.getUses() == null && !owned.contains("uses")) {
      merged.setUses(before.getUses());
    }
    if (merged.getDeletionPolicy() == null && !owned.contains("deletionPolicy")) {
      merged.setDeletionPolicy(before.getDeletionPolicy());
    }
    return merged;
  }

  /** The fields below a path that only whoever applies files has set. */
  private Set<String> owned(String... path) {
    Set<String> applied = new HashSet<>();
    Set<String> others = new HashSet<>();
    JsonNode last = lastApplied;
    for (String step : path) {
      last = last.path(step);
    }
    last.fieldNames().forEachRemaining(applied::add);
    for (ManagedFieldsEntry entry :
        Objects.requireNonNullElse(live.getManagedFields(), List.<ManagedFieldsEntry>of())) {
      JsonNode fields = JSON.valueToTree(entry.getFieldsV1());
      for (String step : path) {
        fields = fields.path(FIELD + step);
      }
      Set<String> set = APPLY.equals(entry.getOperation()) ? applied : others;
      fields
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (name.startsWith(FIELD)) {
                  set.add(name.substring(FIELD.length()));
                }
              });
    }
    if (lastApplied.isMissingNode()) {
      applied.removeAll(others);
    }
    return applied;
  }

  private static Map<String, String> annotations(ObjectMeta metadata) {
    return Objects.requireNonNullElse(metadata.getAnnotations(), Map.of());
  }

  private static JsonNode read(@Nullable String json) {
    try {
      return json == null ? JSON.missingNode() : JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
