package dev.goldenpath.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.Rendering;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.support.Promtool;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The blocks of the docs that are no commands and no examples for the API server. */
class DocTextsTest {
  private static final Pattern UNKNOWN =
      Pattern.compile("golden-path.yaml: spec.components.(\\S+): is unknown .*");
  private static final Pattern WRONG =
      Pattern.compile(
          "golden-path.yaml: spec.components.quota.parameters.pods.tiers.gold: \"(\\w+)\" .*");
  private static final Pattern IMAGE =
      Pattern.compile("image: [\\w./-]+:[\\w.-]+ # (\\{\"\\$imagepolicy\": \"[\\w-]+:[\\w-]+\"})");
  private static final Pattern METHOD = Pattern.compile("stop in ([\\w.]+)[.](\\w+)");
  private static final Pattern AUDITED =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z \\d{3} [a-z]+ [a-z-]+");

  private final Promtool promtool = new Promtool(Path.of("target", "promtool", "docs"));

  @TestFactory
  Stream<DynamicTest> a_text_is_true() {
    return DocClaims.blocksOf(DocTextsTest.class)
        .map(block -> DynamicTest.dynamicTest(block.toString(), () -> check(block)));
  }

  private void check(DocBlock block) throws Exception {
    String text = block.text();
    switch (block.language()) {
      case "promql" -> isAQuery(text);
      case "properties" -> isOfSpring(text);
      case "yaml" -> selectsOurNamespaces(text);
      case "sh" -> isShell(text);
      case "console" -> isASession(text);
      default -> {
        if (text.contains("$imagepolicy")) {
          Matcher image = IMAGE.matcher(text.strip());
          assertThat(image.matches()).as(text).isTrue();
          assertThat(new ObjectMapper().readTree(image.group(1))).isNotEmpty();
        } else {
          isSaid(text.strip());
        }
      }
    }
  }

  /** One that promtool accepts, of series that the rules of a service or an exporter make. */
  private void isAQuery(String query) throws IOException {
    promtool.checkQueries("query.yaml", List.of(query));
    assertThat(Promtool.metrics(query))
        .isNotEmpty()
        .allSatisfy(
            metric ->
                assertThat(
                        metric.startsWith("goldenservice:")
                            ? recorded().contains(metric)
                            : metric.matches(
                                "up|ALERTS|kube_\\w+|http_server_\\w+|goldenpath_\\w+"
                                    + "|component:goldenpath_\\w+:ratio|operator_sdk_\\w+"))
                    .as(metric)
                    .isTrue());
  }

  private static Set<String> recorded() {
    return Rendering.only(Rendering.plan("gold", Map.of()), "slo", PrometheusRule.class)
        .getSpec()
        .getGroups()
        .stream()
        .flatMap(group -> group.getRules().stream())
        .map(Rule::getRecord)
        .collect(Collectors.toSet());
  }

  private static void isOfSpring(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    assertThat(properties.stringPropertyNames())
        .containsExactly("management.metrics.distribution.slo.http.server.requests");
    assertThat(properties.values()).allMatch(value -> ((String) value).matches("\\d+ms"));
  }

  /** An object of another project's, which finds the namespaces of services by a label of ours. */
  private static void selectsOurNamespaces(String text) {
    GenericKubernetesResource object =
        Serialization.unmarshal(text, GenericKubernetesResource.class);
    assertThat(object.getApiVersion()).contains("/");
    assertThat(object.getMetadata().getName()).matches("[a-z0-9-]+");
    Namespace namespace =
        Rendering.only(Rendering.plan("gold", Map.of()), "namespace", Namespace.class);
    JsonNode spec = new ObjectMapper().valueToTree(object).at("/spec");
    List<String> labels = new ArrayList<>();
    for (JsonNode match : spec.findValues("matchLabels")) {
      match
          .properties()
          .forEach(label -> labels.add(label.getKey() + "=" + label.getValue().asText()));
    }
    spec.findValuesAsText("key")
        .forEach(key -> labels.add(key.replaceFirst(".*namespace[.]labels[.]", "") + "="));
    assertThat(labels)
        .isNotEmpty()
        .allSatisfy(
            label ->
                assertThat(
                        namespace.getMetadata().getLabels().entrySet().stream()
                            .map(Map.Entry::toString))
                    .anyMatch(ours -> ours.startsWith(label)));
  }

  /** What the reader says of the document with that fault. */
  private static void isSaid(String message) throws InvalidGoldenPathException {
    GoldenPathReader reader = new GoldenPathReader(Components.catalogue());
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.matches()) {
      assertThat(
              reader
                  .read("golden-path.yaml", document(unknown.group(1) + ": { enabled: true }"))
                  .ignored()
                  .messages())
          .containsExactly(message.substring("golden-path.yaml: ".length()));
      return;
    }
    Matcher wrong = WRONG.matcher(message);
    assertThat(wrong.matches()).as(message).isTrue();
    String document =
        document(
            "quota: { parameters: { pods: { tiers: { gold: \"%s\" } } } }"
                .formatted(wrong.group(1)));
    assertThat(
            catchThrowableOfType(
                InvalidGoldenPathException.class, () -> reader.read("golden-path.yaml", document)))
        .hasMessage(message);
  }

  private static String document(String component) {
    return """
    apiVersion: goldenpath.dev/v1alpha1
    kind: GoldenPath
    metadata: { name: acme }
    spec:
      version: 1.0.1
      components:
        %s
    """
        .formatted(component);
  }

  /** A session with a debugger, whose breakpoint is a method of ours; or lines of an audit log. */
  private static void isASession(String text) {
    if (text.contains("stop in ")) {
      Matcher method = METHOD.matcher(text);
      assertThat(method.find()).as(text).isTrue();
      assertThat(Path.of("src/main/java", method.group(1).replace('.', '/') + ".java"))
          .content()
          .contains(" " + method.group(2) + "(");
    } else {
      assertThat(text.lines()).allMatch(line -> AUDITED.matcher(line).matches());
    }
  }

  private static void isShell(String text) {
    ToolResult result = new Tool(Path.of("/bin/sh")).result("-nc", text);
    assertThat(result.exitCode()).as(result.stderr()).isZero();
  }
}
