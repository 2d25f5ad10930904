package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private final List<String> closed = new ArrayList<>();
  private final Shutdown shutdown = new Shutdown();

  @Test
  void the_last_that_was_started_ends_first_and_one_that_fails_keeps_no_other() {
    shutdown.closes(() -> closed.add("server"));
    shutdown.closes(
        () -> {
          throw new IllegalStateException("in use");
        });
    shutdown.closes(() -> closed.add("operator"));

    shutdown.run();

    assertThat(closed).containsExactly("operator", "server");
  }

  @Test
  void what_comes_after_the_end_is_closed_and_not_used() {
    assertThat(shutdown.closes(() -> closed.add("server"))).isTrue();
    assertThat(shutdown.isStopping()).isFalse();
    shutdown.run();

    assertThat(shutdown.isStopping()).isTrue();
    assertThat(shutdown.closes(() -> closed.add("client"))).isFalse();
    assertThat(closed).containsExactly("server", "client");
  }
}
