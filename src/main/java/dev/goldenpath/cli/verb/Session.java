package dev.goldenpath.cli.verb;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.terminal.Terminal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one run of the plugin has from outside.
 *
 * @param terminal its streams
 * @param environment the variables
 * @param clock the time
 */
public record Session(Terminal terminal, Map<String, String> environment, Clock clock) {
  /** The caller's kubectl: {@code $KUBECTL}, else the one that called, else the one on the PATH. */
  public Kubectl kubectl(List<String> connection) {
    String executable =
        Stream.of("KUBECTL", "KUBECTL_PLUGINS_CALLER")
            .map(variable -> environment.getOrDefault(variable, ""))
            .filter(path -> !path.isEmpty())
            .findFirst()
            .orElse("kubectl");
    return new Kubectl(executable, connection, terminal);
  }
}
