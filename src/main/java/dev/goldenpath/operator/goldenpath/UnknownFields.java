package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.Tier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Removes from a path document the fields that this release does not know: the document may have
 * been written for another one. Each name is reported, since it may also be a typo. Values are not
 * checked: a wrong value of a known field is an error, whichever release it is for.
 */
final class UnknownFields {
  private static final int SHOWN = Bounds.LABEL;
  private static final Set<String> TIERS = Set.copyOf(Tier.names());

  private final Catalogue catalogue;
  private final List<String> explained = new ArrayList<>();
  private int count;

  private UnknownFields(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Removes the unknown fields from the tree, and returns them. */
  static IgnoredFields removeFrom(JsonNode document, Catalogue catalogue) {
    UnknownFields unknown = new UnknownFields(catalogue);
    unknown.removeFrom(document);
    return new IgnoredFields(unknown.count, unknown.explained);
  }

  private void removeFrom(JsonNode document) {
    keep("", document, fieldsOf(GoldenPath.class));
    keep("metadata.", document.path("metadata"), fieldsOf(GoldenPath.Metadata.class));
    JsonNode spec = document.path("spec");
    keep("spec.", spec, fieldsOf(GoldenPath.Spec.class));
    JsonNode platform = spec.path("platform");
    keep("spec.platform.", platform, fieldsOf(Platform.class));
    for (String setting : List.of("crossplaneClaim", "crossplaneQueueClaim")) {
      String at = "spec.platform." + setting + ".";
      JsonNode claim = platform.path(setting);
      keep(at, claim, fieldsOf(Platform.Claim.class));
      keep(at + "fields.", claim.path("fields"), catalogue.parameters());
    }
    keep("spec.platform.gateway.", platform.path("gateway"), fieldsOf(Gateway.class));
    JsonNode backup = platform.path("postgresBackup");
    keep("spec.platform.postgresBackup.", backup, fieldsOf(Platform.Backup.class));
    keep("spec.platform.postgresBackup.retention.", backup.path("retention"), TIERS);
    keep(
        "spec.platform.postgresMaintenanceWindow.",
        platform.path("postgresMaintenanceWindow"),
        fieldsOf(Platform.MaintenanceWindow.class));
    JsonNode components = spec.path("components");
    keep("spec.components.", components, catalogue.components());
    components
        .properties()
        .forEach(component -> removeFromComponent(component.getKey(), component.getValue()));
  }

  private void removeFromComponent(String name, JsonNode component) {
    String at = "spec.components." + name + ".";
    keep(at, component, fieldsOf(GoldenPath.ComponentDefaults.class));
    JsonNode parameters = component.path("parameters");
    keep(at + "parameters.", parameters, catalogue.parameters(name));
    parameters
        .properties()
        .forEach(
            parameter -> {
              String field = at + "parameters." + parameter.getKey() + ".";
              keep(field, parameter.getValue(), fieldsOf(Parameter.class));
              keep(field + "tiers.", parameter.getValue().path("tiers"), TIERS);
            });
  }

  private void keep(String at, JsonNode node, Set<String> known) {
    if (node instanceof ObjectNode object) {
      Iterable<String> names = object::fieldNames;
      StreamSupport.stream(names.spliterator(), false)
          .filter(name -> !known.contains(name))
          .forEach(name -> explain(at, name, known));
      object.retain(known);
    }
  }

  private void explain(String at, String name, Set<String> known) {
    count++;
    if (count <= Bounds.EXPLAINED) {
      explained.add(
          at
              + MessageText.plain(name, SHOWN)
              + ": is unknown to this release and ignored; "
              + NearestName.closeTo(name, known)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("remove it unless another release needs it"));
    }
  }

  private static Set<String> fieldsOf(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toUnmodifiableSet());
  }
}
