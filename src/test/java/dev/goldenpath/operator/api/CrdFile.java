package dev.goldenpath.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.goldenpath.operator.api.path.GoldenPathPreview;
import dev.goldenpath.operator.api.path.GoldenPathResource;
import dev.goldenpath.operator.api.path.GoldenPathRevision;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A CRD as the Java types say it, and what no annotation of the generator (7.5.2) can say: the
 * order of the columns, list maps and date formats, the bounds of elements and of what may be a
 * number or a text, and descriptions of the root.
 */
enum CrdFile {
  SERVICES(
      GoldenService.class,
      "One service on the golden path: name a team and a tier, and the operator builds and keeps"
          + " the namespace, access, quota, network policies, database, monitoring, alerts and"
          + " dashboard; with an image, it runs that, too. The name is the namespace.",
      "Team",
      "Tier",
      "Path",
      "Ready",
      "Reason",
      "URL",
      "Status",
      "Paused",
      "Age"),
  PATHS(
      GoldenPathResource.class,
      "The golden path of the cluster: the presets of each tier, the parameters with their bounds,"
          + " and the settings of the platform. Each version of it is kept as a"
          + " GoldenPathRevision.",
      "Version",
      "Current",
      "Wave",
      "Moved",
      "Failed",
      "Ready",
      "Reason",
      "Status",
      "Age"),
  PREVIEWS(
      GoldenPathPreview.class,
      "A question: what would this candidate do to the services? Nothing is written for the answer.",
      "Version",
      "From",
      "Services",
      "Changed",
      "Conflict",
      "Refused",
      "Accepted",
      "Complete",
      "Age"),
  REVISIONS(
      GoldenPathRevision.class,
      "One version of the golden path, made by the operator: immutable, and kept while services"
          + " have it.",
      "Version",
      "Services",
      "Age");

  static final Path FOLDER = Path.of("crds");

  private final Class<? extends CustomResource<?, ?>> type;
  private final String description;
  private final List<String> columns;

  CrdFile(Class<? extends CustomResource<?, ?>> type, String description, String... columns) {
    this.type = type;
    this.description = description;
    this.columns = List.of(columns);
  }

  /** Where it is committed. */
  Path path() {
    return FOLDER.resolve(CustomResource.getCRDName(type) + "-v1.yml");
  }

  /** The whole file. */
  String render() {
    ByteArrayOutputStream yaml = new ByteArrayOutputStream();
    new CRDGenerator()
        .customResourceClasses(type)
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                return complete((CustomResourceDefinition) crd);
              }
            })
        .withOutput(
            new CRDGenerator.AbstractCRDOutput<OutputStream>() {
              @Override
              protected OutputStream createStreamFor(String name) {
                return yaml;
              }
            })
        .generate();
    return yaml.toString(StandardCharsets.UTF_8);
  }

  private CustomResourceDefinition complete(CustomResourceDefinition crd) {
    var version = crd.getSpec().getVersions().get(0);
    version
        .getAdditionalPrinterColumns()
        .sort(
            Comparator.comparing(
                (CustomResourceColumnDefinition column) -> position(column.getName())));
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription(description);
    boundElements(root);
    completeSpec(root.getProperties().get("spec"));
    completeStatus(root.getProperties().get("status"));
    return crd;
  }

  /** A set of known names: an enumeration of what is in a list cannot be said by an annotation. */
  private static void completeSpec(JSONSchemaProps spec) {
    JSONSchemaProps uses = spec.getProperties().get("uses");
    if (uses != null) {
      uses.setXKubernetesListType("set");
      uses.getItems()
          .getSchema()
          .setEnum(
              Stream.of(OptionalComponent.values())
                  .<JsonNode>map(component -> TextNode.valueOf(component.text()))
                  .toList());
    }
  }

  private int position(String column) {
    int position = columns.indexOf(column);
    if (position < 0) {
      throw new IllegalArgumentException("the column " + column + " of " + this + " has no place");
    }
    return position;
  }

  /** Bounds what is in a list or a map: the API server refuses a rule about what has none. */
  private static void boundElements(JSONSchemaProps schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(CrdFile::boundElements);
    }
    if (schema.getItems() != null) {
      bound(schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null
        && schema.getAdditionalProperties().getSchema() != null) {
      bound(schema.getAdditionalProperties().getSchema());
    }
    boundMixed(schema);
  }

  private static void bound(JSONSchemaProps element) {
    boundElements(element);
    if ("string".equals(element.getType()) && element.getMaxLength() == null) {
      element.setMaxLength((long) Bounds.PATH_TEXT);
    }
    if ("array".equals(element.getType()) && element.getMaxItems() == null) {
      element.setMaxItems((long) Bounds.PATH_ENTRIES);
    }
  }

  private static void boundMixed(JSONSchemaProps schema) {
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      schema.setMaxLength((long) Bounds.DEFAULT);
    }
  }

  private static void completeStatus(JSONSchemaProps status) {
    asMap(status.getProperties().get("conditions"), "type");
    asMap(status.getProperties().get("hatches"), "kind", "target");
    JSONSchemaProps conditions = status.getProperties().get("conditions");
    if (conditions != null) {
      setFormat(conditions.getItems().getSchema(), "lastTransitionTime", "date-time");
    }
    setFormat(status, "firstReady", "date-time");
    setFormat(status, "observedGeneration", "int64");
  }

  private static void asMap(JSONSchemaProps list, String... keys) {
    if (list != null) {
      list.setXKubernetesListType("map");
      list.setXKubernetesListMapKeys(List.of(keys));
    }
  }

  private static void setFormat(JSONSchemaProps of, String field, String format) {
    JSONSchemaProps property = of.getProperties().get(field);
    if (property != null) {
      property.setFormat(format);
    }
  }
}
