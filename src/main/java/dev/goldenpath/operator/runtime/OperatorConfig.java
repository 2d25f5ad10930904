package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.reconcile.prometheus.PrometheusSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the process, from environment variables.
 *
 * @param pathFile GOLDEN_PATH_FILE: the installation's own path document; the built-in one if unset
 * @param port PORT: where health and metrics are served; 0 takes any free port; default 8080
 * @param threads RECONCILE_THREADS: services reconciled at once, 1 to 64; default 16
 * @param resync RESYNC_INTERVAL: the longest time between two reconciliations of a service, 1m to
 *     24h; default 10m
 * @param watchInterval WATCH_INTERVAL: how often missing APIs and the path document are checked,
 *     500ms to 10m: each check queries the API server; default 10s
 * @param shutdownTimeout SHUTDOWN_TIMEOUT: how long running reconciliations may take to finish on
 *     shutdown, 1s to 10m; default 20s
 * @param operatorNamespace OPERATOR_NAMESPACE: the operator's namespace, whose name no service may
 *     have; default golden-service-system
 * @param leaderElection LEADER_ELECTION: true if there are several replicas; default false
 * @param replica POD_NAME: the unique name of this replica; default HOSTNAME
 * @param logFormat LOG_FORMAT: json or plain; default plain
 * @param logLevel LOG_LEVEL: the level of the operator's own log, error to trace; default info
 * @param prometheus PROMETHEUS_URL, PROMETHEUS_TOKEN_FILE, PROMETHEUS_CA_FILE: what measures error
 *     budgets during a rollout; nothing by default
 */
public record OperatorConfig(
    Optional<Path> pathFile,
    int port,
    int threads,
    Duration resync,
    Duration watchInterval,
    Duration shutdownTimeout,
    String operatorNamespace,
    boolean leaderElection,
    String replica,
    String logFormat,
    String logLevel,
    Optional<PrometheusSettings> prometheus) {

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException with the variable, its value and what would be valid
   */
  public static OperatorConfig fromEnv(Map<String, String> env) {
    return new OperatorConfig(
        Optional.ofNullable(env.get("GOLDEN_PATH_FILE"))
            .filter(file -> !file.isBlank())
            .map(Path::of),
        integer(env, "PORT", 8080, 0, 65_535),
        integer(env, "RECONCILE_THREADS", 16, 1, 64),
        duration(env, "RESYNC_INTERVAL", "10m", "1m", "24h"),
        duration(env, "WATCH_INTERVAL", "10s", "500ms", "10m"),
        duration(env, "SHUTDOWN_TIMEOUT", "20s", "1s", "10m"),
        env.getOrDefault("OPERATOR_NAMESPACE", "golden-service-system"),
        choice(env, "LEADER_ELECTION", "false", Set.of("true", "false")).equals("true"),
        replica(env),
        choice(env, "LOG_FORMAT", "plain", Set.of("plain", "json")),
        choice(env, "LOG_LEVEL", "info", Set.of("error", "warn", "info", "debug", "trace")),
        PrometheusVariables.read(env));
  }

  private static String replica(Map<String, String> env) {
    String name = env.getOrDefault("POD_NAME", env.getOrDefault("HOSTNAME", ""));
    if (name.isBlank() && "true".equals(env.get("LEADER_ELECTION"))) {
      throw new IllegalArgumentException(
          "POD_NAME: must be set, to a unique name for each replica, if LEADER_ELECTION is true");
    }
    return name;
  }

  private static int integer(
      Map<String, String> env, String name, int fallback, int minimum, int maximum) {
    return parse(
        env,
        name,
        Integer.toString(fallback),
        "a whole number from " + minimum + " to " + maximum,
        text -> {
          int value = Integer.parseInt(text);
          return value < minimum || value > maximum ? null : value;
        });
  }

  private static Duration duration(
      Map<String, String> env, String name, String fallback, String minimum, String maximum) {
    Duration value =
        parse(
            env,
            name,
            fallback,
            "a duration such as 500ms, 10s, 5m or 1h",
            OperatorConfig::duration);
    if (value.compareTo(duration(minimum)) < 0 || value.compareTo(duration(maximum)) > 0) {
      throw invalid(name, env.getOrDefault(name, fallback), "from " + minimum + " to " + maximum);
    }
    return value;
  }

  /** Null if it is not a duration. */
  private static @Nullable Duration duration(String text) {
    if (!text.matches("[1-9][0-9]{0,5}(ms|s|m|h)")) {
      return null;
    }
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  private static String choice(
      Map<String, String> env, String name, String fallback, Set<String> choices) {
    return parse(
        env,
        name,
        fallback,
        "one of " + choices.stream().sorted().toList(),
        text -> choices.contains(text) ? text : null);
  }

  private static <T> T parse(
      Map<String, String> env,
      String name,
      String fallback,
      String valid,
      Function<String, T> parser) {
    String text = env.getOrDefault(name, fallback);
    T value;
    try {
      value = parser.apply(text);
    } catch (NumberFormatException e) {
      value = null;
    }
    if (value == null) {
      throw invalid(name, text, valid);
    }
    return value;
  }

  private static IllegalArgumentException invalid(String name, String text, String valid) {
    return new IllegalArgumentException(name + ": \"" + text + "\" must be " + valid);
  }
}
