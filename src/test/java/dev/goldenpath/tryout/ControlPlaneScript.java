package dev.goldenpath.tryout;

import dev.goldenpath.controlplane.Binaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code tools/control-plane} with a cache of its own. */
final class ControlPlaneScript {
  /** An index that nobody serves. */
  static final String NO_INDEX = "http://127.0.0.1:1/index.yaml";

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** A run that finds nothing: no cache, no index, and a Go that writes down what it is asked. */
  ControlPlaneScript(Path folder) throws IOException {
    this.folder = folder;
    Path go = Files.createDirectories(folder.resolve("bin")).resolve("go");
    executable(go, "echo \"$*\" >>'%s'; exit 7".formatted(folder.resolve("go.log")));
    environment.put("PATH", go.getParent() + ":" + System.getenv("PATH"));
    environment.put("GOLDEN_CACHE", cache().toString());
    environment.put("GOLDEN_ENVTEST_INDEX", NO_INDEX);
    environment.put("HOME", folder.toString());
    // The tool is what it is; building it is not what is tried.
    Path tool = Binaries.installed().setupEnvtest();
    Path version = cache().resolve("envtest").resolve(tool.getParent().getFileName());
    wrap(Files.createDirectories(version).resolve(tool.getFileName()), tool);
  }

  Path cache() {
    return folder.resolve("cache");
  }

  ControlPlaneScript with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  /** Makes files that can be run, and do nothing. */
  static Path binaries(Path directory, String... names) throws IOException {
    for (String name : names) {
      executable(Files.createDirectories(directory).resolve(name), "exit 1");
    }
    return directory;
  }

  private static void wrap(Path file, Path tool) throws IOException {
    executable(file, "exec '%s' \"$@\"".formatted(tool));
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    file.toFile().setExecutable(true);
  }

  /** On a machine that has no Go. */
  ControlPlaneScript withoutGo() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin-without-go"));
    for (String name :
        List.of("bash", "env", "dirname", "sed", "uname", "tr", "cat", "mkdir", "mktemp", "rm")) {
      Path tool =
          Stream.of(System.getenv("PATH").split(":"))
              .map(directory -> Path.of(directory, name))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      wrap(bin.resolve(name), tool);
    }
    return with("PATH", bin);
  }

  /** What it was asked to compile, a line each. */
  List<String> asked() throws IOException {
    Path log = folder.resolve("go.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  Answer run() throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("tools", "control-plane").toAbsolutePath().toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Answer(exitCode, Files.readString(out).strip(), Files.readAllLines(err));
  }

  /**
   * What it said.
   *
   * @param directory where the control plane is
   */
  record Answer(int exitCode, String directory, List<String> talk) {}
}
