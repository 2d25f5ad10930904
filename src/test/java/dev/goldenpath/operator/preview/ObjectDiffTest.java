package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.Quantities;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectDiffTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ApiKind KIND = new ApiKind("", "v1", "Thing", "things", true, true);
  private static final Quantities QUANTITIES = new Quantities(Set.of("size", "list.size"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}                       | {"a":1}                       | []
          {"a":{"b":1,"c":2}}           | {"a":{"b":1,"c":3}}           | [a.c: 2 > 3]
          {}                            | {"a":{"b":{"c":3}}}           | [a.b.c: null > 3]
          {"a":{"b":1}}                 | {}                            | [a.b: 1 > null]
          {"a":{}}                      | {}                            | [a: {} > null]
          {"a":{"b":1}}                 | {"a":2}                       | [a: {b=1} > 2]
          {"size":"1000m"}              | {"size":"1"}                  | []
          {"name":"1000m"}              | {"name":"1"}                  | [name: 1000m > 1]
          {"a":["x","y"]}               | {"a":["x"]}                   | [a: [x, y] > [x]]
          {"a":["x","y"]}               | {"a":["x","z"]}               | [a: [x, y] > [x, z]]
          {"a":["x","y"]}               | {"a":["y","x"]}               | [a: [x, y] > [y, x]]
          {"a":[{"b":1},{"b":2}]}       | {"a":[{"b":1},{"b":3}]}       | [a[1].b: 2 > 3]
          {"a":[{"b":1},{"b":2}]}       | {"a":[{"b":2},{"b":3}]}       | [a[1].b: 1 > 3]
          {"a":[{"b":1},{"b":2}]}       | {"a":[{"b":3},{"b":4}]}       | [a[0].b: 1 > 3, a[1].b: 2 > 4]
          {"a":[{"b":1},{"b":2}]}       | {"a":[{"b":2},{"b":1}]}       | [a: [{b=1}, {b=2}] > [{b=2}, {b=1}]]
          {"a":[{"b":1}]}               | {"a":[{"b":1},{"b":1}]}       | [a: [{b=1}] > [{b=1}, {b=1}]]
          {"list":[{"size":"1000m"}]}   | {"list":[{"size":"1"}]}       | []
          {"a":[{"b":[{"c":1}]}]}       | {"a":[{"b":[{"c":2}]}]}       | [a[0].b[0].c: 1 > 2]
          """)
  void differences_are_as_small_as_they_can_be_told(String before, String after, String changes)
      throws JsonProcessingException {
    assertThat(
            between(parse(before), parse(after)).stream()
                .map(each -> each.field() + ": " + each.from() + " > " + each.to())
                .toList())
        .hasToString(changes);
  }

  static List<FieldChange> between(Map<String, Object> before, Map<String, Object> after) {
    return ObjectDiff.between(QUANTITIES, object(before), object(after));
  }

  private static DesiredObject object(Map<String, Object> content) {
    GenericKubernetesResource resource = new GenericKubernetesResource();
    resource.setMetadata(new ObjectMetaBuilder().withName("thing").build());
    return new DesiredObject(KIND, content, resource);
  }

  private static Map<String, Object> parse(String json) throws JsonProcessingException {
    return JSON.readValue(json, new TypeReference<>() {});
  }
}
