package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
  @Test
  void by_default_everybodys_requests_are_logged_and_what_the_operator_writes() {
    assertThat(rules(ServerOptions.DEFAULT))
        .isEqualTo(
            List.of(
                Map.of(
                    "level",
                    "Request",
                    "users",
                    List.of(ServerOptions.OPERATOR),
                    "verbs",
                    List.of("create", "patch")),
                Map.of("level", "Metadata")));
  }

  @Test
  void or_those_of_one_user() {
    assertThat(rules(new ServerOptions(List.of(), 1, Optional.of(ServerOptions.OPERATOR))))
        .isEqualTo(
            List.of(
                Map.of("level", "Metadata", "users", List.of(ServerOptions.OPERATOR)),
                Map.of("level", "None")));
  }

  private static Object rules(ServerOptions options) {
    return Serialization.unmarshal(options.auditPolicy(), Map.class).get("rules");
  }
}
