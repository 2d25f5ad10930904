package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.Parameter;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParametersTest {
  /** One of them is valid for each parameter that has neither bounds nor choices. */
  private static final List<String> TEXTS =
      List.of("x", "/x", "team2", "a=b", "5..", "other_total", "other_total{code=\"2\"}");

  private static final GoldenPath PATH = RenderedWorkload.onAGateway();

  /** Under the profile custom, every parameter of the objectives counts. */
  private static final List<Map<String, String>> CONTEXTS =
      List.of(
          Map.of(),
          Map.of(
              "slo.profile", "custom",
              "slo.total", "requests_total",
              "slo.bad", "failures_total",
              "slo.fast", "fast_total"));

  /** One that no component reads is accepted, shown as open, and changes nothing. */
  @ParameterizedTest
  @MethodSource("parameters")
  void some_value_of_each_changes_an_object(String parameter) {
    assertThat(CONTEXTS)
        .as("a value of %s changes an object: desired() of its component reads it", parameter)
        .anyMatch(
            others ->
                values(Documents.readBuiltIn().parameters().get(parameter))
                    .anyMatch(
                        value ->
                            !objects(others, Map.of(parameter, value))
                                .equals(objects(others, Map.of()))));
  }

  static Set<String> parameters() {
    return Components.catalogue().parameters();
  }

  private static Stream<String> values(Parameter parameter) {
    Stream<String> bounds = Stream.of(parameter.minimum(), parameter.maximum(), "2");
    return Stream.of(
            Objects.requireNonNullElse(parameter.choices(), List.<String>of()).stream(),
            bounds.filter(Objects::nonNull),
            TEXTS.stream())
        .flatMap(each -> each)
        .filter(value -> parameter.problemWith(value).isEmpty());
  }

  private static String objects(Map<String, String> others, Map<String, String> value) {
    Map<String, String> annotations = new HashMap<>();
    Stream.of(others, value)
        .forEach(
            all -> all.forEach((key, to) -> annotations.put("override.goldenpath.dev/" + key, to)));
    return Serialization.asJson(Rendering.objects(Rendering.whole(PATH, "gold", annotations)));
  }
}
