package dev.goldenpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoresTest {
  @Test
  void shared_cores_need_no_command() {
    assertThat(Cores.SHARED.servers()).isEmpty();
    assertThat(Cores.SHARED.subject()).isEmpty();
    assertThat(Cores.SHARED.obstacle()).isEmpty();
  }

  @Test
  void pinned_the_servers_have_another_core_than_what_is_measured() {
    assertThat(Cores.PINNED.servers()).endsWith("--cpu-list", "0");
    assertThat(Cores.PINNED.subject()).endsWith("--cpu-list", "1");
  }
}
