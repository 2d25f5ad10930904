package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.operator.api.Tier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Completes an installation's path document from the built-in one, so that it only needs to contain
 * what differs, and so that a release with a new component, parameter or field still accepts it.
 *
 * <pre>
 * platform          field by field; a list or a map of labels or fields is the document's or ours
 * component         enabled, and parameter by parameter
 *   patchable         ours if enabled is omitted, too; with enabled, an omitted list allows
 *                     nothing, as in older documents: an upgrade must not widen rights
 * parameter         field by field, but:
 *   type              other than ours: only our description is used
 *   minimum, maximum, unsafe
 *                     ours if the type is omitted; with a type, none if omitted
 *   value, tiers      either of them replaces both; an omitted tier has our default
 * </pre>
 *
 * <p>Name and version stay the document's own. Wrong shapes are left for the reader to report.
 */
final class GoldenPathDefaults {
  private static final Set<String> OPTIONAL = Set.of("minimum", "maximum", "unsafe");

  /** The settings of the platform that have settings of their own. */
  private static final List<String> NESTED =
      List.of(
          "crossplaneClaim",
          "crossplaneQueueClaim",
          "gateway",
          "postgresBackup",
          "postgresMaintenanceWindow");

  private final JsonNode builtIn;

  /** Defaults from the tree of a complete document. */
  GoldenPathDefaults(JsonNode builtIn) {
    this.builtIn = builtIn;
  }

  /** A copy of the document, completed. */
  JsonNode complete(JsonNode document) {
    JsonNode completed = document.deepCopy();
    if (completed.path("spec") instanceof ObjectNode spec) {
      JsonNode ours = builtIn.path("spec");
      fill(spec, "platform", ours);
      fill(spec, "components", ours);
      JsonNode platform = spec.path("platform");
      fillAll(platform, ours.path("platform"));
      for (String nested : NESTED) {
        fillAll(platform.path(nested), ours.path("platform").path(nested));
      }
      JsonNode components = spec.path("components");
      fillAll(components, ours.path("components"));
      components
          .properties()
          .forEach(
              component ->
                  completeComponent(
                      component.getValue(), ours.path("components").path(component.getKey())));
    }
    return completed;
  }

  private static void completeComponent(JsonNode component, JsonNode ours) {
    boolean whole = component.has("enabled");
    fillAll(component, ours, whole ? Set.of("patchable") : Set.of());
    JsonNode parameters = component.path("parameters");
    fillAll(parameters, ours.path("parameters"));
    parameters
        .properties()
        .forEach(
            parameter -> {
              if (parameter.getValue() instanceof ObjectNode object) {
                completeParameter(object, ours.path("parameters").path(parameter.getKey()));
              }
            });
  }

  private static void completeParameter(ObjectNode parameter, JsonNode ours) {
    fill(parameter, "description", ours);
    boolean typed = parameter.has("type");
    if (typed && !parameter.path("type").equals(ours.path("type"))) {
      return;
    }
    boolean narrowed = parameter.has("choices") && !parameter.has("unsafe");
    boolean valued = parameter.has("value") || parameter.has("tiers");
    ours.fieldNames()
        .forEachRemaining(
            field -> {
              boolean isDefault = field.equals("value") || field.equals("tiers");
              if (!(isDefault && valued) && !(typed && OPTIONAL.contains(field))) {
                fill(parameter, field, ours);
              }
            });
    if (narrowed && parameter.path("unsafe") instanceof ArrayNode unsafe) {
      parameter.set("unsafe", among(parameter.path("choices"), unsafe));
    }
    if (parameter.path("tiers") instanceof ObjectNode tiers) {
      completeTiers(tiers, ours);
    }
  }

  /** Our unsafe choices that are also choices of the document. */
  private static ArrayNode among(JsonNode choices, ArrayNode unsafe) {
    Set<JsonNode> known = new HashSet<>();
    choices.forEach(known::add);
    ArrayNode kept = unsafe.arrayNode();
    unsafe.forEach(
        choice -> {
          if (known.contains(choice)) {
            kept.add(choice);
          }
        });
    return kept;
  }

  private static void completeTiers(ObjectNode tiers, JsonNode ours) {
    for (Tier tier : Tier.values()) {
      JsonNode value =
          ours.has("value") ? ours.path("value") : ours.path("tiers").path(tier.text());
      if (!tiers.has(tier.text()) && !value.isMissingNode()) {
        tiers.set(tier.text(), value);
      }
    }
  }

  private static void fillAll(JsonNode object, JsonNode ours) {
    fillAll(object, ours, Set.of());
  }

  private static void fillAll(JsonNode object, JsonNode ours, Set<String> except) {
    if (object instanceof ObjectNode fields) {
      ours.fieldNames()
          .forEachRemaining(
              field -> {
                if (!except.contains(field)) {
                  fill(fields, field, ours);
                }
              });
    }
  }

  private static void fill(ObjectNode object, String field, JsonNode ours) {
    if (!object.has(field) && ours.has(field)) {
      object.set(field, ours.path(field).deepCopy());
    }
  }
}
