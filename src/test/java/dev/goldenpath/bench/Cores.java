package dev.goldenpath.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which cores the processes of a run have. */
enum Cores {
  /** Every process has all. */
  SHARED,
  /** The control plane has one, and the operator, or who writes in its place, another. */
  PINNED;

  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  /** Starts a server. */
  List<String> servers() {
    return on(0);
  }

  /** Starts what is measured. */
  List<String> subject() {
    return on(1);
  }

  private List<String> on(int core) {
    return this == PINNED
        ? List.of(TASKSET.toString(), "--cpu-list", String.valueOf(core))
        : List.of();
  }

  /** Why this machine cannot; empty where it can. */
  Optional<String> obstacle() {
    if (this == SHARED) {
      return Optional.empty();
    }
    if (!Files.isExecutable(TASKSET)) {
      return Optional.of("there is no " + TASKSET + "; install util-linux");
    }
    return Runtime.getRuntime().availableProcessors() < 2
        ? Optional.of("there is one core only")
        : Optional.empty();
  }
}
