package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import org.slf4j.LoggerFactory;

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
                null,
                new GoldenServiceStatus.PathRef("default", "1.0.0"),
                List.of(
                    new StatusCondition(
                        "Ready", "True", "AllComponentsReady", null, "2026-01-01T00:00:00Z", 3L)),
                List.of(),
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

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"spec\": null", ", \"spec\": null, \"status\": null"})
  void a_spec_that_is_null_or_absent_reads_as_empty_so_that_nobody_meets_none(String rest) {
    String json =
        "{\"apiVersion\": \"goldenpath.dev/v1alpha1\", \"kind\": \"GoldenService\","
            + " \"metadata\": {\"name\": \"cart\"}%s}".formatted(rest);
    for (GoldenService service :
        List.of(
            SERIALIZATION.unmarshal(json, GoldenService.class),
            SERIALIZATION.clone(SERIALIZATION.unmarshal(json, GoldenService.class)))) {
      assertThat(service.getMetadata().getName()).isEqualTo("cart");
      // What counts the tiers of all services does just this.
      assertThat(Tier.of(service.getSpec().getTier())).isEmpty();
    }
  }

  @Test
  void what_is_made_to_be_applied_has_no_spec_that_nobody_wrote() {
    GoldenService patch = new GoldenService();
    patch.setStatus(GoldenServiceStatus.empty());
    assertThat(SERIALIZATION.asJson(patch)).doesNotContain("\"spec\"");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"conditions\":\"many\"",
        "\"conditions\":[7]",
        "\"path\":\"default\"",
        "\"observedGeneration\":\"soon\"",
        "\"overrides\":{}",
        "\"paused\":[1]"
      })
  void what_can_be_read_of_a_status_is_kept(String unreadable) {
    GoldenServiceStatus status =
        read(
                SOUND,
                "{\"namespace\":\"cart\",%s,\"firstReady\":\"2026-01-01T00:00:00Z\"}"
                    .formatted(unreadable))
            .getStatus();

    assertThat(status.firstReady()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(status.namespace()).isEqualTo("cart");
    assertThat(status.conditions()).isEmpty();
  }

  @Test
  void of_a_list_each_entry_is_kept_that_can_be_read() {
    GoldenServiceStatus status =
        read(
                SOUND,
                """
                {"hatches": [{"kind": "eject", "target": "slo", "component": "slo", "reason": "cost"},
                   7, {"kind": "eject", "target": "quota", "component": ["quota"]}],
                 "conditions": [null, {"type": "Ready"},
                   {"type": "Ready", "status": "True", "reason": "AllComponentsReady",
                    "lastTransitionTime": "2026-01-01T00:00:00Z"}]}
                """)
            .getStatus();

    assertThat(status.hatches(HatchKind.EJECT))
        .extracting(HatchStatus::component)
        .containsExactly("slo");
    assertThat(status.conditions()).extracting(StatusCondition::type).containsExactly("Ready");
  }

  @Test
  void what_was_unreadable_is_logged_by_its_field_and_not_by_its_value() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(StatusRescue.class);
    logger.addAppender(log);
    try {
      read(SOUND, "{\"path\":\"hunter2\",\"conditions\":[7],\"x\":[null]}");
      read(SOUND, "\"hunter2\"");
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .allMatch(event -> event.getLevel() == Level.WARN)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "cart: status: cannot be read and is rewritten: conditions, path",
            "cart: status: cannot be read and is rewritten: it is STRING");
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
