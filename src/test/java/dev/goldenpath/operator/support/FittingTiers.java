package dev.goldenpath.operator.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.Parameter;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Path documents that lower a maximum. A tier whose preset is greater then has all values of one
 * that fits, so that a test need not know which tiers there are.
 */
public final class FittingTiers {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Map<String, Parameter> presets = Documents.readBuiltIn().parameters();
  private final JsonNode components;

  private FittingTiers(JsonNode components) {
    this.components = components;
  }

  /** The spec, with what must be listed for it to be valid. */
  public static String of(String spec) {
    try {
      JsonNode tree = YAML.readTree(spec);
      FittingTiers tiers = new FittingTiers(tree.path("components"));
      List<Tier> exceeding = Stream.of(Tier.values()).filter(tiers::exceeds).toList();
      if (exceeding.isEmpty()) {
        return spec;
      }
      Tier model =
          Tier.BY_IMPORTANCE.stream()
              .filter(tier -> !exceeding.contains(tier))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no tier fits: " + spec));
      exceeding.forEach(tier -> tiers.copy(model, tier));
      return YAML.writeValueAsString(tree).replaceFirst("---\n", "");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(spec, e);
    }
  }

  private boolean exceeds(Tier tier) {
    return presets.entrySet().stream()
        .anyMatch(
            preset -> exceeds(written(preset.getKey()), preset.getValue().defaultFor(tier), tier));
  }

  private static boolean exceeds(JsonNode written, String preset, Tier tier) {
    Optional<BigDecimal> maximum = amount(written.path("maximum").asText());
    return maximum.isPresent()
        && !written.has("value")
        && !written.path("tiers").has(tier.text())
        && amount(preset).filter(it -> it.compareTo(maximum.get()) > 0).isPresent();
  }

  private void copy(Tier from, Tier to) {
    presets.forEach(
        (name, preset) -> {
          JsonNode ours = written(name);
          if (preset.tiers() != null && !ours.has("value")) {
            String value = ours.path("tiers").path(from.text()).asText(preset.defaultFor(from));
            ((ObjectNode) components).withObject(pointer(name) + "/tiers").put(to.text(), value);
          }
        });
  }

  private JsonNode written(String parameter) {
    return components.at(pointer(parameter));
  }

  private static String pointer(String parameter) {
    return "/" + parameter.replace(".", "/parameters/");
  }

  private static Optional<BigDecimal> amount(String text) {
    return text.matches("[0-9.]+[A-Za-z]*")
        ? Optional.of(new Quantity(text).getNumericalAmount())
        : Optional.empty();
  }
}
