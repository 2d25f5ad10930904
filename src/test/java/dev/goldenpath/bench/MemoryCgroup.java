package dev.goldenpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A limit of memory that the kernel enforces, as on a container: of what it holds, what grows
 * beyond is ended.
 *
 * @param folder of the control group
 * @param peakFile which of its files says what was used at most
 */
record MemoryCgroup(Path folder, String peakFile) implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  /** Where the two versions have what. */
  private record Version(Path root, String controller, String limit, String peak) {}

  private static final List<Version> VERSIONS =
      List.of(
          new Version(
              ROOT.resolve("memory"),
              "memory",
              "memory.limit_in_bytes",
              "memory.max_usage_in_bytes"),
          new Version(ROOT, "", "memory.max", "memory.peak"));

  /** A group with that limit; empty where this user or this system has none to give. */
  static Optional<MemoryCgroup> create(long bytes) {
    String name = "golden-service-bench-" + ProcessHandle.current().pid();
    return VERSIONS.stream()
        .flatMap(
            version ->
                parents(version)
                    .flatMap(parent -> create(version, parent.resolve(name), bytes).stream()))
        .findFirst();
  }

  /** In our own group; else above it: of version 2, one that holds processes has no groups. */
  private static Stream<Path> parents(Version version) {
    return own(version.controller()).stream()
        .map(own -> version.root().resolve(own))
        .flatMap(own -> Stream.of(own, own.equals(version.root()) ? own : own.getParent()))
        .distinct()
        .filter(Files::isDirectory);
  }

  private static Optional<MemoryCgroup> create(Version version, Path folder, long bytes) {
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      return Optional.empty();
    }
    MemoryCgroup group = new MemoryCgroup(folder, version.peak());
    try {
      if (Files.exists(folder.resolve(version.limit()))) {
        Files.writeString(folder.resolve(version.limit()), String.valueOf(bytes));
        return Optional.of(group);
      }
    } catch (IOException e) {
      // The system has the controller, and not for us.
    }
    group.close();
    return Optional.empty();
  }

  private static Optional<String> own(String controller) {
    try {
      Path groups = Path.of("/proc/self/cgroup");
      return Files.exists(groups) ? path(Files.readString(groups), controller) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The path of a controller's group, without its first slash, from {@code /proc/self/cgroup}. */
  static Optional<String> path(String groups, String controller) {
    return groups
        .lines()
        .map(line -> line.split(":", 3))
        .filter(fields -> List.of(fields[1].split(",")).contains(controller))
        .map(fields -> fields[2].substring(1))
        .findFirst();
  }

  /** A command that starts another one in the group. */
  List<String> launcher() {
    return List.of(
        "/bin/sh",
        "-c",
        "echo $$ > \"$0\" && exec \"$@\"",
        folder.resolve("cgroup.procs").toString());
  }

  /** kB that were used at most, page cache included; 0 where the kernel does not say. */
  long peak() {
    try {
      return Long.parseLong(Files.readString(folder.resolve(peakFile)).strip()) / 1024;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Takes the group away once its processes have ended. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e);
    }
  }
}
