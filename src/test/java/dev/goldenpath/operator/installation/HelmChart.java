package dev.goldenpath.operator.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The chart, as Helm renders it. */
final class HelmChart {
  static final Path FOLDER = Path.of("helm", "golden-service-operator");
  static final String NAMESPACE = "golden-service-system";

  private HelmChart() {}

  static Tool helm() {
    return new Tool(Binaries.installed().helm());
  }

  /**
   * All objects of a release in the usual namespace; settings are as {@code replicas=3}, in JSON.
   */
  static Manifests render(String... settings) {
    return Manifests.of(rendered(NAMESPACE, settings));
  }

  /** The text of all objects of a release in a namespace. */
  static String rendered(String namespace, String... settings) {
    return helm().run(template(namespace, settings));
  }

  /** How Helm ended, for settings that it is to refuse. */
  static ToolResult result(String... settings) {
    return helm().result(template(NAMESPACE, settings));
  }

  private static String[] template(String namespace, String... settings) {
    List<String> arguments =
        new ArrayList<>(List.of("template", "golden", FOLDER.toString(), "--namespace", namespace));
    for (String setting : settings) {
      arguments.addAll(List.of("--set-json", setting));
    }
    return arguments.toArray(String[]::new);
  }

  /** A copy of the chart, with a CRD as before there was a status.path. */
  static String withoutStatusPath(Path folder) throws IOException {
    Path older = folder.resolve("chart");
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Files.copy(file, older.resolve(FOLDER.relativize(file).toString()));
      }
    }
    Path crd = older.resolve("files").resolve("goldenservices.goldenpath.dev-v1.yml");
    JsonNode tree = Manifests.tree(Files.readString(crd));
    ObjectNode status =
        (ObjectNode)
            tree.at("/spec/versions/0/schema/openAPIV3Schema/properties/status/properties");
    Objects.requireNonNull(status.remove("path"));
    Files.writeString(crd, Serialization.asYaml(tree));
    return older.toString();
  }
}
