package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.OnControlPlane;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged jar as a process of its own. */
@OnControlPlane
class ProcessIT {
  private static final List<String> TIERS = Tier.names();
  private static final int SERVICES = 50;

  @TempDir private Path folder;

  @Test
  void it_serves_health_and_metrics_without_a_series_for_each_service(ControlPlane controlPlane)
      throws Exception {
    GoldenServices services = new GoldenServices(controlPlane.admin());
    try (OperatorProcess operator = start(controlPlane, Map.of()).awaitReady()) {
      services.createReady("t-process-metrics", "gold");

      assertThat(get(operator, "/livez").statusCode()).isEqualTo(200);
      assertThat(get(operator, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(operator, "/other").statusCode()).isEqualTo(404);
      HttpRequest post =
          HttpRequest.newBuilder(operator.address().resolve("/metrics"))
              .POST(BodyPublishers.noBody())
              .build();
      assertThat(HttpClient.newHttpClient().send(post, BodyHandlers.discarding()).statusCode())
          .isEqualTo(405);
      await()
          .untilAsserted(
              () ->
                  assertThat(operator.metrics())
                      .contains(
                          "goldenpath_time_to_ready_seconds_count{tier=\"gold\"} 1",
                          "goldenpath_drift_repairs_total{component=\"quota\"} 0.0",
                          "goldenpath_services{readiness=\"ready\",tier=\"gold\"}",
                          "goldenpath_path_document_valid 1.0")
                      .doesNotContain("t-process-metrics"));
    }
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void a_signal_amid_fifty_services_and_a_restart_end_in_the_same_state(
      Signal signal, ControlPlane controlPlane) {
    String prefix = "t-" + signal.name().toLowerCase(Locale.ROOT) + "-";
    GoldenServices services = new GoldenServices(controlPlane.admin());
    try (PlayedDatabase database = new PlayedDatabase(controlPlane.admin()).answerAtOnce()) {
      Map<String, Map<String, Object>> undisturbed = new HashMap<>();
      try (OperatorProcess operator = start(controlPlane, Map.of()).awaitReady()) {
        for (String tier : TIERS) {
          services.create(prefix + tier, tier);
          services.awaitReady(prefix + tier);
          undisturbed.put(tier, content(services, prefix + tier));
        }
        create(services, prefix, 0, SERVICES / 2);
        signal.send(operator.handle());
        create(services, prefix, SERVICES / 2, SERVICES);
        assertThat(operator.onExit().join()).as("exit code").isEqualTo(signal.exitCode);
        assertThat(readyCount(services, prefix)).as("it was amid them").isLessThan(SERVICES);
      }

      try (OperatorProcess operator = start(controlPlane, Map.of()).awaitReady()) {
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() -> assertThat(readyCount(services, prefix)).isEqualTo(SERVICES));
        for (int i = 0; i < SERVICES; i++) {
          assertThat(content(services, prefix + i))
              .isEqualTo(undisturbed.get(TIERS.get(i % TIERS.size())));
        }
      }
    }
  }

  @Test
  void a_bad_variable_ends_it_with_a_message(ControlPlane controlPlane) throws IOException {
    expectExit(
        controlPlane,
        Map.of("RECONCILE_THREADS", "many"),
        2,
        "RECONCILE_THREADS: \"many\" must be a whole number from 1 to 64");
  }

  @Test
  void without_the_crd_it_says_how_to_install_it() throws IOException {
    Path bare = Path.of("target", "controlplane", ProcessHandle.current().pid() + "-bare");
    try (ControlPlane controlPlane = ControlPlane.start(bare)) {
      new Installation(controlPlane.admin()).installRights();
      expectExit(controlPlane, Map.of(), 1, "kubectl apply -f crds/");
    }
  }

  @Test
  void its_log_is_json_where_asked(ControlPlane controlPlane) throws IOException {
    try (OperatorProcess operator =
        start(controlPlane, Map.of("LOG_FORMAT", "json")).awaitReady()) {
      for (String line : Files.readAllLines(operator.log())) {
        JsonNode entry = new ObjectMapper().readTree(line);
        assertThat(entry.path("level").asText()).isNotEmpty();
        assertThat(entry.path("formattedMessage").asText()).isNotEmpty();
      }
    }
  }

  private OperatorProcess start(ControlPlane controlPlane, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("PORT", "0");
    return OperatorProcess.start(
        controlPlane.operatorKubeconfig(), all, folder.resolve("operator.log"));
  }

  private void expectExit(
      ControlPlane controlPlane, Map<String, String> settings, int code, String message)
      throws IOException {
    try (OperatorProcess operator = start(controlPlane, settings)) {
      assertThat(operator.onExit().orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(code);
      assertThat(Files.readString(operator.log())).contains(message).doesNotContain("\tat ");
    }
  }

  private static HttpResponse<Void> get(OperatorProcess operator, String path) throws Exception {
    URI address = operator.address().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
  }

  private enum Signal {
    TERM(143),
    KILL(137);

    private final int exitCode;

    Signal(int exitCode) {
      this.exitCode = exitCode;
    }

    void send(ProcessHandle process) {
      if (this == TERM) {
        process.destroy();
      } else {
        process.destroyForcibly();
      }
    }
  }

  private static void create(GoldenServices services, String prefix, int from, int to) {
    IntStream.range(from, to)
        .parallel()
        .forEach(i -> services.create(prefix + i, TIERS.get(i % TIERS.size())));
  }

  private static long readyCount(GoldenServices services, String prefix) {
    return IntStream.range(0, SERVICES)
        .mapToObj(i -> services.get(prefix + i))
        .filter(
            service ->
                GoldenServices.condition(service, "Ready")
                    .map(condition -> condition.holds())
                    .orElse(false))
        .count();
  }

  /** All that a service owns, without what differs by nature. */
  private static Map<String, Object> content(GoldenServices services, String name) {
    Map<String, Object> content = new TreeMap<>();
    String uid = services.get(name).getMetadata().getUid();
    for (GenericKubernetesResource object : services.ownedObjects(name)) {
      Map<String, Object> own = new TreeMap<>(object.getAdditionalProperties());
      own.remove("status");
      own.put("labels", object.getMetadata().getLabels());
      own.put("annotations", object.getMetadata().getAnnotations());
      String text = Serialization.asJson(own).replace(uid, "<uid>").replace(name, "<name>");
      // The dashboard's own uid is a hash of the name.
      text = text.replaceAll("(uid[\\\\\" :]+)[-0-9a-f]{36}", "$1<hash>");
      content.put(GoldenServices.key(object).replace(name, "<name>"), text);
    }
    return content;
  }
}
