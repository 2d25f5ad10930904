package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.goldenpath.operator.api.Tier;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The path document: versioned data that every service inherits and none copies.
 *
 * @param apiVersion {@value #API_VERSION}
 * @param kind {@value #KIND}
 * @param metadata its name
 * @param spec the content
 */
public record GoldenPath(
    @JsonProperty(required = true) String apiVersion,
    @JsonProperty(required = true) String kind,
    @JsonProperty(required = true) Metadata metadata,
    @JsonProperty(required = true) Spec spec) {
  static final String API_VERSION = "goldenpath.dev/v1alpha1";
  static final String KIND = "GoldenPath";

  /** The document's name. */
  public String name() {
    return metadata.name();
  }

  /** The document's version. */
  public String version() {
    return spec.version();
  }

  /** Every parameter, by {@code component.parameter}. */
  public Map<String, Parameter> parameters() {
    Map<String, Parameter> all = new TreeMap<>();
    spec.components()
        .forEach(
            (component, defaults) ->
                defaults
                    .parameters()
                    .forEach((name, parameter) -> all.put(key(component, name), parameter)));
    return all;
  }

  /** One string for all plans that are kept. */
  private static String key(String component, String parameter) {
    return (component + "." + parameter).intern();
  }

  /** The value of every parameter in a tier. */
  public Map<String, String> defaults(Tier tier) {
    Map<String, String> values = new TreeMap<>();
    parameters().forEach((name, parameter) -> values.put(name, parameter.defaultFor(tier)));
    return values;
  }

  /** Whether the installation offers a component. */
  public boolean enables(String component) {
    return Objects.requireNonNull(spec.components().get(component)).enabled();
  }

  /**
   * The identity of the document.
   *
   * @param name a DNS label
   */
  public record Metadata(@JsonProperty(required = true) String name) {}

  /**
   * The content.
   *
   * @param version semantic version
   * @param platform the settings that all services share
   * @param components by name
   */
  public record Spec(
      @JsonProperty(required = true) String version,
      @JsonProperty(required = true) Platform platform,
      @JsonProperty(required = true) Map<String, ComponentDefaults> components) {}

  /**
   * The path's settings of one component.
   *
   * @param enabled false switches the component off for every service
   * @param patchable what a patch may change, as JSON pointers; empty for nothing
   * @param parameters by name, without the component's name; empty if there are none
   */
  public record ComponentDefaults(
      @JsonProperty(required = true) boolean enabled,
      List<String> patchable,
      Map<String, Parameter> parameters) {
    /** Absent parameters and patchable fields become empty. */
    public ComponentDefaults {
      patchable = patchable == null ? List.of() : List.copyOf(patchable);
      parameters = parameters == null ? Map.of() : parameters;
    }
  }
}
