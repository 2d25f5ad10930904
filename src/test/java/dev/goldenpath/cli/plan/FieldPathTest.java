package dev.goldenpath.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final String FORMER =
      """
      {metadata: {labels: {goldenpath.dev/tier: gold, app: a}},
       data: {checkout-golden.json: x},
       spec: {hard: {pods: 1, requests.cpu: 16}, limits: [{default: {memory: 1Gi}}],
         postgresql: {synchronous: {method: any, number: 1}}}}
      """;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      textBlock =
          """
          metadata.labels.goldenpath.dev/tier     | .metadata.labels["goldenpath.dev/tier"]
          metadata.labels.app                     | .metadata.labels.app
          data.checkout-golden.json               | .data["checkout-golden.json"]
          spec.hard.requests.cpu                  | .spec.hard.requests.cpu
          spec.limits[0].default.memory           | .spec.limits[0].default.memory
          spec.postgresql.synchronous.number      | .spec.postgresql.synchronous
          spec.postgresql.synchronous.method      | .spec.postgresql.synchronous
          spec.new.a                              | .spec.new
          """)
  void is_written_as_people_write_it(String field, String written) throws JsonProcessingException {
    Map<String, Object> former = object(FORMER);
    Map<String, Object> changed =
        object(
            FORMER
                .replaceFirst(",\\s+postgresql.*", "}}")
                .replace("hard:", "new: {a: 1, b: 2}, hard:"));

    assertThat(FieldPath.of(field, former, changed).text()).isEqualTo(written);
    assertThat(FieldPath.of(field, changed, former).text()).isEqualTo(written);
  }

  private static Map<String, Object> object(String yaml) throws JsonProcessingException {
    return YAML.readValue(yaml, new TypeReference<>() {});
  }
}
