package dev.goldenpath.tryout;

import dev.goldenpath.controlplane.Binaries;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The kubectl that people have, or the one of the control plane. */
final class Kubectl {
  private Kubectl() {}

  /**
   * What to type.
   *
   * @throws IllegalStateException if there is none
   */
  static String command() {
    boolean onPath =
        Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    return onPath ? "kubectl" : Binaries.installed().controlPlane("kubectl").toString();
  }
}
