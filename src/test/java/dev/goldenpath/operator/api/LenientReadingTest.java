package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that the schema forbids, read as the informer reads them. */
class LenientReadingTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOUND = "{\"team\":\"checkout\",\"tier\":\"gold\"}";

  @Test
  void a_sound_object_reads_in_full() {
    GoldenService service =
        read(
            "{\"team\":\"checkout\",\"tier\":\"gold\",\"deletionPolicy\":\"Delete\"}",
            """
            {"observedGeneration": 3, "namespace": "cart", "firstReady": "2026-01-01T00:00:00Z",
             "path": {"name": "default", "version": "1.0.0"},
             "conditions": [{"type": "Ready", "status": "True", "reason": "AllComponentsReady",
              "lastTransitionTime": "2026-01-01T00:00:00Z", "observedGeneration": 3}]}
            """);

    assertThat(service.getSpec().getTeam()).isEqualTo("checkout");
    assertThat(service.getSpec().getTier()).isEqualTo("gold");
    assertThat(service.getSpec().getDeletionPolicy()).isEqualTo("Delete");
    assertThat(service.getStatus())
        .isEqualTo(
            new GoldenServiceStatus(
                3L,
                null,
                "cart",
                new GoldenServiceStatus.PathRef("default", "1.0.0"),
                List.of(
                    new StatusCondition(
                        "Ready", "True", "AllComponentsReady", null, "2026-01-01T00:00:00Z", 3L)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                "2026-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"of\":\"gold\"} | {\"of\":\"gold\"}",
        "[\"gold\"]        | [\"gold\"]",
        "7                 | 7",
        "true              | true",
        "\"\"              | ``",
        "12345678901234567890123456789012345678901234567890"
            + " | 12345678901234567890123456789012345678901234567890"
      })
  void what_is_no_text_reads_as_its_json(String json, String text) {
    GoldenServiceSpec spec =
        read("{\"team\":%s,\"tier\":%s,\"deletionPolicy\":%s}".formatted(json, json, json), "null")
            .getSpec();

    assertThat(spec.getTeam()).isEqualTo(text);
    assertThat(spec.getTier()).isEqualTo(text);
    assertThat(spec.getDeletionPolicy()).isEqualTo(text);
  }

  @Test
  void a_number_beyond_every_double_reads_as_text() {
    assertThat(read("{\"tier\":1e400,\"team\":-1e400}", "null").getSpec().getTier()).isNotBlank();
  }

  @Test
  void a_field_of_null_is_missing() {
    assertThat(read("{\"team\":null,\"tier\":\"gold\"}", "null").getSpec().getTeam()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"text\"", "7", "1e400", "true", "[]", "[{\"team\":\"checkout\"}]", "{}"})
  void a_spec_that_is_no_object_reads_as_empty(String json) {
    GoldenServiceSpec spec = read(json, "null").getSpec();

    assertThat(spec.getTeam()).isNull();
    assertThat(spec.getTier()).isNull();
    assertThat(spec.getDeletionPolicy()).isNull();
  }

  @Test
  void a_spec_of_null_reads_as_none() {
    assertThat(read("null", "null").getSpec()).isNull();
  }

  @Test
  void a_spec_that_is_absent_can_be_read() {
    assertThat(
            SERIALIZATION
                .unmarshal("{\"metadata\":{\"name\":\"cart\"}}", GoldenService.class)
                .getMetadata()
                .getName())
        .isEqualTo("cart");
  }

  @Test
  void unknown_fields_hurt_nobody() {
    GoldenService service =
        read(
            "{\"team\":\"checkout\",\"tier\":\"gold\",\"size\":{\"a\":[1e400]}}",
            "{\"namespace\":\"cart\",\"phase\":[null],\"path\":{\"name\":\"default\",\"x\":1}}");

    assertThat(service.getSpec().getTeam()).isEqualTo("checkout");
    assertThat(service.getStatus().namespace()).isEqualTo("cart");
    assertThat(service.getStatus().path().name()).isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\"",
        "7",
        "[]",
        "{\"conditions\":\"many\"}",
        "{\"conditions\":[null]}",
        "{\"conditions\":[7]}",
        "{\"conditions\":{\"type\":\"Ready\"}}",
        "{\"path\":\"default\"}",
        "{\"observedGeneration\":\"soon\"}",
        "{\"observedGeneration\":1e400}",
        "{\"observedGeneration\":99999999999999999999999999}",
        "{\"conditions\":[{\"type\":\"Ready\",\"observedGeneration\":{}}]}"
      })
  void a_status_that_cannot_be_read_is_none_and_leaves_the_spec(String json) {
    GoldenService service = read(SOUND, json);

    assertThat(service.getStatus()).isNull();
    assertThat(service.getSpec().getTeam()).isEqualTo("checkout");
    assertThat(service.getSpec().getTier()).isEqualTo("gold");
  }

  @Property(tries = 1000)
  void any_json_can_be_read(@ForAll("json") String spec, @ForAll("json") String status) {
    assertThat(read(spec, status).getMetadata().getName()).isEqualTo("cart");
  }

  @Property(tries = 1000)
  void any_json_in_known_fields_can_be_read(
      @ForAll("specs") String spec, @ForAll("statuses") String status) {
    assertThat(read(spec, status).getMetadata().getName()).isEqualTo("cart");
  }

  @Provide
  Arbitrary<String> json() {
    return values(2);
  }

  @Provide
  Arbitrary<String> specs() {
    return objects(Arbitraries.of("team", "tier", "deletionPolicy", "size"), values(1));
  }

  @Provide
  Arbitrary<String> statuses() {
    return objects(
        Arbitraries.of("observedGeneration", "namespace", "path", "conditions", "firstReady"),
        Arbitraries.oneOf(
            values(1),
            objects(
                    Arbitraries.of("type", "status", "observedGeneration", "name", "version"),
                    values(0))
                .list()
                .ofMaxSize(3)
                .map(Object::toString)));
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> scalar =
        Arbitraries.oneOf(
            Arbitraries.of("null", "true", "false", "1e400", "-0", "1e-400", "9".repeat(400)),
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.doubles().map(String::valueOf),
            Arbitraries.strings().ofMaxLength(20).map(LenientReadingTest::quoted));
    return depth == 0
        ? scalar
        : Arbitraries.oneOf(
            scalar,
            values(depth - 1).list().ofMaxSize(4).map(Object::toString),
            objects(Arbitraries.strings().ofMaxLength(8), values(depth - 1)));
  }

  private static Arbitrary<String> objects(Arbitrary<String> keys, Arbitrary<String> values) {
    return Arbitraries.maps(keys, values).ofMaxSize(4).map(LenientReadingTest::object);
  }

  private static String object(Map<String, String> fields) {

    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static GoldenService read(String spec, String status) {
    return SERIALIZATION.unmarshal(
        """
        {"apiVersion": "goldenpath.dev/v1alpha1", "kind": "GoldenService",
         "metadata": {"name": "cart"}, "spec": %s, "status": %s}
        """
            .formatted(spec, status),
        GoldenService.class);
  }
}
