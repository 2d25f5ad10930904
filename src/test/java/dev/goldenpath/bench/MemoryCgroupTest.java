package dev.goldenpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryCgroupTest {
  private static final String GROUPS =
      """
      12:cpu,cpuacct:/a/b
      4:memory:/docker/0123
      0::/user.slice
      """;

  @Test
  void the_group_of_a_controller_is_found_in_both_versions() {
    assertThat(MemoryCgroup.path(GROUPS, "memory")).contains("docker/0123");
    assertThat(MemoryCgroup.path(GROUPS, "")).contains("user.slice");
    assertThat(MemoryCgroup.path(GROUPS, "pids")).isEmpty();
  }

  @Test
  void a_process_enters_before_it_becomes_what_is_measured() {
    try (MemoryCgroup group = new MemoryCgroup(Path.of("/sys/fs/cgroup/none"), "memory.peak")) {
      assertThat(group.launcher())
          .containsExactly(
              "/bin/sh",
              "-c",
              "echo $$ > \"$0\" && exec \"$@\"",
              "/sys/fs/cgroup/none/cgroup.procs");
    }
  }
}
