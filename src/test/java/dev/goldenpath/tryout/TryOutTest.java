package dev.goldenpath.tryout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goldenpath.operator.goldenpath.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TryOutTest {
  @Test
  void by_itself_it_has_a_gateway_and_a_database() {
    TryOut.Settings settings = TryOut.Settings.fromEnv(Map.of());
    assertThat(settings.database()).isTrue();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(LocalPlatform.path(settings.pathFile()).current().spec().platform().gateway())
        .matches(Gateway::isConfigured);
  }

  @Test
  void whoever_runs_it_may_choose_the_path() {
    assertThat(TryOut.Settings.fromEnv(Map.of("GOLDEN_PATH_FILE", "mine.yaml")).pathFile())
        .contains(Path.of("mine.yaml"));
    assertThat(TryOut.Settings.fromEnv(Map.of("GOLDEN_PATH_FILE", "mine.yaml")).ofOperator())
        .containsEntry("GOLDEN_PATH_FILE", "mine.yaml");
    assertThat(TryOut.Settings.fromEnv(Map.of("GOLDEN_PATH_FILE", "")).ofOperator())
        .doesNotContainKey("GOLDEN_PATH_FILE");
    assertThat(TryOut.Settings.fromEnv(Map.of("GOLDEN_PATH_FILE", "")).pathFile()).isEmpty();
  }

  @Test
  void a_timeout_is_a_number_of_seconds() {
    assertThatThrownBy(() -> TryOut.Settings.fromEnv(Map.of("TRYOUT_TIMEOUT", "1m")))
        .hasMessage("TRYOUT_TIMEOUT: \"1m\" must be a number of seconds such as 60s");
  }

  @Test
  void a_cluster_of_the_callers_needs_no_servers() {
    TryOut.Settings settings =
        TryOut.Settings.fromEnv(Map.of("CLUSTER", "kind-dev", "CLUSTER_IS_MINE", ""));
    assertThat(settings.context()).contains("kind-dev");
    assertThat(settings.mine()).isEmpty();
    assertThat(settings.servers()).isEmpty();
    assertThat(TryOut.Settings.fromEnv(Map.of("CLUSTER", "")).context()).isEmpty();
    assertThat(TryOut.Settings.fromEnv(Map.of()).servers())
        .contains("kube-apiserver")
        .doesNotContain("kube-controller-manager");
  }

  /** Whoever follows the README has used make alone. */
  @Test
  void a_missing_operator_is_answered_with_the_make_command_that_builds_it() throws IOException {
    assertThat(LocalPlatform.missing(Path.of("target/none.jar")))
        .contains(
            "There is no target/none.jar: run `make target/none.jar` in the project's directory.");
    assertThat(Files.readAllLines(Path.of("Makefile")))
        .contains("jar := " + OperatorProcess.JAR, "$(jar): $(sources)");
  }

  @Test
  void the_operator_accepts_a_debugger_on_loopback_only_if_it_is_asked_to() {
    assertThat(TryOut.Settings.fromEnv(Map.of("DEBUG", "5005")).ofOperator())
        .containsEntry(
            "JDK_JAVA_OPTIONS",
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005");
    assertThat(TryOut.Settings.fromEnv(Map.of("DEBUG", "")).ofOperator())
        .doesNotContainKey("JDK_JAVA_OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "80", "1023", "65536", "*:5005", "127.0.0.1:5005"})
  void a_port_for_a_debugger_is_a_number(String port) {
    assertThatThrownBy(() -> TryOut.Settings.fromEnv(Map.of("DEBUG", port)))
        .hasMessage("DEBUG: \"" + port + "\" must be a port from 1024 to 65535 such as 5005");
  }
}
