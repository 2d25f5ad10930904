package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goldenpath.operator.reconcile.prometheus.PrometheusSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorConfigTest {
  @Test
  void every_knob_has_a_default() {
    assertThat(OperatorConfig.fromEnv(Map.of()))
        .isEqualTo(
            new OperatorConfig(
                Optional.empty(),
                8080,
                16,
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                "golden-service-system",
                false,
                "",
                "plain",
                "info",
                Optional.empty()));
  }

  @Test
  void of_several_replicas_each_has_a_name() {
    OperatorConfig config =
        OperatorConfig.fromEnv(
            Map.of("LEADER_ELECTION", "true", "POD_NAME", "golden-0", "HOSTNAME", "node"));
    assertThat(config.leaderElection()).isTrue();
    assertThat(config.replica()).isEqualTo("golden-0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.fromEnv(Map.of("LEADER_ELECTION", "true")))
        .withMessage(
            "POD_NAME: must be set, to a unique name for each replica, if LEADER_ELECTION is true");
  }

  @Test
  void every_knob_can_be_turned() {
    assertThat(
            OperatorConfig.fromEnv(
                Map.of(
                    "GOLDEN_PATH_FILE", "/etc/golden/path.yaml",
                    "PORT", "0",
                    "RECONCILE_THREADS", "64",
                    "RESYNC_INTERVAL", "1h",
                    "WATCH_INTERVAL", "500ms",
                    "SHUTDOWN_TIMEOUT", "5m",
                    "OPERATOR_NAMESPACE", "platform",
                    "LOG_FORMAT", "json",
                    "LOG_LEVEL", "trace",
                    "PROMETHEUS_URL", "http://prometheus.monitoring:9090")))
        .isEqualTo(
            new OperatorConfig(
                Optional.of(Path.of("/etc/golden/path.yaml")),
                0,
                64,
                Duration.ofHours(1),
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                "platform",
                false,
                "",
                "json",
                "trace",
                Optional.of(
                    new PrometheusSettings(
                        URI.create("http://prometheus.monitoring:9090"),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(30)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void a_blank_path_file_is_none(String file) {
    assertThat(OperatorConfig.fromEnv(Map.of("GOLDEN_PATH_FILE", file)).pathFile()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "", " 80", "8080.0", "99999999999"})
  void a_bad_port_is_named(String value) {
    assertRefused("PORT", value, "a whole number from 0 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "many", ""})
  void a_bad_number_of_threads_is_named(String value) {
    assertRefused("RECONCILE_THREADS", value, "a whole number from 1 to 64");
  }

  @ParameterizedTest
  @CsvSource({
    "RESYNC_INTERVAL, 0s",
    "RESYNC_INTERVAL, 10",
    "RESYNC_INTERVAL, 1h30m",
    "RESYNC_INTERVAL, ''",
    "WATCH_INTERVAL, -10s",
    "WATCH_INTERVAL, 10 s",
    "WATCH_INTERVAL, 1000000s",
    "WATCH_INTERVAL, 1.5s",
    "SHUTDOWN_TIMEOUT, PT20S",
    "SHUTDOWN_TIMEOUT, 1d",
    "SHUTDOWN_TIMEOUT, 20S"
  })
  void a_bad_duration_is_named(String name, String value) {
    assertRefused(name, value, "a duration such as 500ms, 10s, 5m or 1h");
  }

  @ParameterizedTest
  @CsvSource({
    "RESYNC_INTERVAL, 1ms, 1m, 24h",
    "RESYNC_INTERVAL, 59s, 1m, 24h",
    "RESYNC_INTERVAL, 25h, 1m, 24h",
    "RESYNC_INTERVAL, 1441m, 1m, 24h",
    "WATCH_INTERVAL, 1ms, 500ms, 10m",
    "WATCH_INTERVAL, 499ms, 500ms, 10m",
    "WATCH_INTERVAL, 601s, 500ms, 10m",
    "SHUTDOWN_TIMEOUT, 999ms, 1s, 10m",
    "SHUTDOWN_TIMEOUT, 999999h, 1s, 10m"
  })
  void a_duration_that_would_do_harm_is_named_with_its_bounds(
      String name, String value, String minimum, String maximum) {
    assertRefused(name, value, "from " + minimum + " to " + maximum);
    assertThat(OperatorConfig.fromEnv(Map.of(name, minimum))).isNotNull();
    assertThat(OperatorConfig.fromEnv(Map.of(name, maximum))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "JSON", ""})
  void a_bad_log_format_is_named(String value) {
    assertRefused("LOG_FORMAT", value, "one of [json, plain]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verbose", "INFO", "off", ""})
  void a_bad_log_level_is_named(String value) {
    assertRefused("LOG_LEVEL", value, "one of [debug, error, info, trace, warn]");
  }

  @Test
  void a_prometheus_has_an_address_and_perhaps_a_token_and_an_authority() {
    assertThat(
            OperatorConfig.fromEnv(
                    Map.of(
                        "PROMETHEUS_URL", "HTTPS://[2001:db8::1]/prometheus/",
                        "PROMETHEUS_TOKEN_FILE", "/etc/prometheus-access/token",
                        "PROMETHEUS_CA_FILE", "/etc/prometheus-ca/ca.crt"))
                .prometheus())
        .contains(
            new PrometheusSettings(
                URI.create("HTTPS://[2001:db8::1]/prometheus/"),
                Optional.of(Path.of("/etc/prometheus-access/token")),
                Optional.of(Path.of("/etc/prometheus-ca/ca.crt")),
                Duration.ofSeconds(30)));
    assertThat(
            OperatorConfig.fromEnv(
                    Map.of(
                        "PROMETHEUS_URL",
                        " ",
                        "PROMETHEUS_TOKEN_FILE",
                        "",
                        "PROMETHEUS_CA_FILE",
                        ""))
                .prometheus())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheus:9090",
        "prometheus.monitoring",
        "ftp://prometheus",
        "http:///metrics",
        "http://prometheus?x=y",
        "http://prometheus#graph",
        "http://prometheus monitoring",
        "http://"
      })
  void a_bad_address_of_a_prometheus_is_named(String value) {
    assertRefused(
        "PROMETHEUS_URL",
        value,
        "an http or https URL without a query, such as http://prometheus.monitoring:9090");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://admin:s3cret@prometheus", "https://admin:s3 cret@prometheus"})
  void a_password_in_the_address_is_refused_and_not_repeated(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.fromEnv(Map.of("PROMETHEUS_URL", value)))
        .withMessage("PROMETHEUS_URL: holds a user; use PROMETHEUS_TOKEN_FILE for credentials");
  }

  @Test
  void a_file_that_would_not_be_used_is_named() {
    for (String name : List.of("PROMETHEUS_TOKEN_FILE", "PROMETHEUS_CA_FILE")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OperatorConfig.fromEnv(Map.of(name, "/etc/x")))
          .withMessage(name + ": has no effect without PROMETHEUS_URL; set both or neither");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                OperatorConfig.fromEnv(
                    Map.of("PROMETHEUS_URL", "http://prometheus", "PROMETHEUS_CA_FILE", "/etc/x")))
        .withMessage(
            "PROMETHEUS_CA_FILE: has no effect with an http URL; write https in PROMETHEUS_URL");
  }

  private static void assertRefused(String name, String value, String valid) {
    assertThatThrownBy(() -> OperatorConfig.fromEnv(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": \"" + value + "\" must be " + valid);
  }
}
