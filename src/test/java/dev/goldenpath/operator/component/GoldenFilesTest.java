package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.GoldenFile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every object of every case, as text that a reviewer can read. */
class GoldenFilesTest {
  /**
   * An empty selector selects everything, an empty rule lets in everybody: that means something.
   */
  private static final Set<String> MAY_BE_EMPTY =
      Set.of("podSelector", "namespaceSelector", "selector", "ingress[]");

  /** The default is another value, and the server keeps this one. */
  private static final Set<String> MAY_BE_NOTHING =
      Set.of(
          "Cluster.spec.enablePDB",
          "ServiceAccount.automountServiceAccountToken",
          "Deployment.spec.strategy.rollingUpdate.maxUnavailable",
          "Deployment.spec.template.spec.automountServiceAccountToken",
          "Deployment.spec.template.spec.enableServiceLinks",
          "Deployment.spec.template.spec.containers[].securityContext.allowPrivilegeEscalation",
          "Deployment.spec.template.spec.containers[].startupProbe.grpc.service",
          "Deployment.spec.template.spec.containers[].livenessProbe.grpc.service",
          "Deployment.spec.template.spec.containers[].readinessProbe.grpc.service",
          "HTTPRoute.spec.rules[].backendRefs[].group");

  @TestFactory
  Stream<DynamicTest> every_object_is_as_the_file_says() throws IOException {
    return Rendering.cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(),
                    () -> {
                      Set<String> expected = new TreeSet<>(Set.of("in.yaml"));
                      if (Files.exists(folder.resolve("path.yaml"))) {
                        expected.add("path.yaml");
                      }
                      for (HasMetadata object : Rendering.objects(Rendering.plan(folder))) {
                        String file = fileName(object);
                        assertThat(expected.add(file)).as("one object is in %s", file).isTrue();
                        GoldenFile.check(folder.resolve(file), Serialization.asYaml(object));
                        if (object instanceof ConfigMap dashboard) {
                          expected.add("dashboard.json");
                          GoldenFile.check(folder.resolve("dashboard.json"), readable(dashboard));
                        }
                      }
                      assertThat(filesIn(folder)).as("no file is left over").isEqualTo(expected);
                    }));
  }

  /** The dashboard with line breaks, so that a difference in the file shows what has changed. */
  private static String readable(ConfigMap dashboard) {
    return pretty(dashboard.getData().values().iterator().next());
  }

  private static String pretty(String json) {
    try {
      return JsonMapper.builder()
              .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
              .build()
              .readTree(json)
              .toPrettyString()
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> every_object_says_whose_it_is() throws IOException {
    return Rendering.cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(),
                    () -> {
                      ServicePlan plan = Rendering.plan(folder);
                      for (Component component : Components.ALL) {
                        for (HasMetadata object : component.desired(plan)) {
                          assertThat(object.getMetadata().getLabels())
                              .containsEntry(Labels.MANAGED_BY, FieldManager.NAME)
                              .containsEntry(Labels.SERVICE, plan.service())
                              .containsEntry(Labels.COMPONENT, component.name());
                          assertThat(
                                  object.getKind().equals("Namespace")
                                      ? object.getMetadata().getName()
                                      : object.getMetadata().getNamespace())
                              .isEqualTo(plan.service());
                          assertThat(component.kinds(plan.platform()))
                              .anySatisfy(
                                  kind -> {
                                    assertThat(kind.kind()).isEqualTo(object.getKind());
                                    assertThat(kind.apiVersion()).isEqualTo(object.getApiVersion());
                                  });
                        }
                      }
                    }));
  }

  /** The server drops such values: an object that has one would be applied again for ever. */
  @TestFactory
  Stream<DynamicTest> no_value_is_one_that_the_server_leaves_out() throws IOException {
    return Rendering.cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(),
                    () ->
                        Rendering.objects(Rendering.plan(folder))
                            .forEach(
                                object ->
                                    meaningful(
                                        object.getKind(),
                                        Serialization.unmarshal(
                                            Serialization.asJson(object), Map.class)))));
  }

  private static void meaningful(String at, Object value) {
    assertThat(value).as(at).isNotNull();
    if (!MAY_BE_NOTHING.contains(at)) {
      assertThat(value).as(at).isNotIn("", 0, false);
    }
    if (value instanceof Number) {
      assertThat(value).as(at).isInstanceOf(Integer.class);
    } else if (value instanceof Map<?, ?> map) {
      if (!MAY_BE_EMPTY.contains(at.substring(at.lastIndexOf('.') + 1))) {
        assertThat(map).as(at).isNotEmpty();
      }
      map.forEach((key, below) -> meaningful(at + "." + key, below));
    } else if (value instanceof Collection<?> list) {
      assertThat(list).as(at).isNotEmpty();
      list.forEach(below -> meaningful(at + "[]", below));
    }
  }

  private static String fileName(HasMetadata object) {
    return "out-" + object.getKind() + "-" + object.getMetadata().getName() + ".yaml";
  }

  private static Set<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
