package dev.goldenpath.cli.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.goldenpath.cli.verb.Verb;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.OneWay;
import dev.goldenpath.operator.goldenpath.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter is, and what it may be.
 *
 * @param parameter {@code component.parameter}
 * @param type the form of its values
 * @param description one sentence
 * @param tiers its value by tier
 * @param everywhere whether the path has one value for all tiers
 * @param minimum the least value; null if there is none
 * @param maximum the greatest value, or the greatest number of names; null if there is none
 * @param choices the valid values; null for other types than a choice
 * @param unsafe the choices that lower what the platform guarantees
 * @param pattern of a text; null for other types
 * @param whileLive how it may change while its value is live; null if freely
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterHelp(
    String parameter,
    String type,
    String description,
    Map<String, String> tiers,
    boolean everywhere,
    @Nullable String minimum,
    @Nullable String maximum,
    @Nullable List<String> choices,
    List<String> unsafe,
    @Nullable String pattern,
    @Nullable String whileLive) {

  /** Help on a parameter of a path, which must have it. */
  static ParameterHelp of(GoldenPath path, String name) {
    Parameter rule = Objects.requireNonNull(path.parameters().get(name));
    Map<String, String> tiers = new LinkedHashMap<>();
    Arrays.stream(Tier.values()).forEach(tier -> tiers.put(tier.text(), rule.defaultFor(tier)));
    return new ParameterHelp(
        name,
        rule.type().name().toLowerCase(Locale.ROOT),
        rule.description(),
        tiers,
        rule.value() != null,
        rule.minimum(),
        rule.maximum(),
        rule.choices(),
        Objects.requireNonNullElse(rule.unsafe(), List.of()),
        rule.pattern() == null ? null : rule.pattern().pattern(),
        whileLive(Components.catalogue().oneWay().get(name)));
  }

  private static @Nullable String whileLive(@Nullable OneWay door) {
    return door == null
        ? null
        : switch (door) {
          case INCREASE_ONLY -> "it only grows";
          case KEEPS_WHAT_RUNS -> "what runs stays; an override upgrades it, one version at a time";
        };
  }

  /** As lines; the last one is the command that overrides it. */
  List<String> lines(GoldenPath path) {
    List<String> facts = new ArrayList<>(List.of(values()));
    facts.addAll(bounds());
    List<String> lines = new ArrayList<>();
    lines.add("%s (%s): %s".formatted(parameter, type, description));
    lines.add(String.join(" · ", facts));
    if (whileLive != null) {
      lines.add("While it is live: " + whileLive + ".");
    }
    lines.add(
        "%s override NAME %s=%s --why \"performance: …\""
            .formatted(Verb.PLUGIN, parameter, shown(new ExampleValue(path, parameter).text())));
    return lines;
  }

  private String values() {
    return everywhere
        ? shown(tiers.values().iterator().next()) + " in every tier"
        : tiers.entrySet().stream()
            .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
            .collect(Collectors.joining(" · "));
  }

  private List<String> bounds() {
    List<String> bounds = new ArrayList<>();
    if (minimum != null && maximum != null) {
      bounds.add("from " + minimum + " to " + maximum);
    } else if (minimum != null) {
      bounds.add("at least " + minimum);
    } else if (maximum != null) {
      bounds.add("at most " + maximum + (type.equals("names") ? " names" : ""));
    }
    if (choices != null) {
      bounds.add("one of " + choices.stream().map(this::marked).collect(Collectors.joining(", ")));
    }
    if (pattern != null) {
      bounds.add("must match " + pattern);
    }
    return bounds;
  }

  private String marked(String choice) {
    return unsafe.contains(choice) ? choice + " (unsafe)" : choice;
  }

  /** An empty value is seen only in quotes. */
  static String shown(String value) {
    return value.isEmpty() ? "\"\"" : value;
  }
}
