package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, installed in a folder with a space in its name. */
class LauncherIT {
  private static final Path BUILT = Path.of("target", "kubectl-golden", "kubectl-golden");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String SERVICE =
      Path.of("deploy", "examples", "gold.yaml").toAbsolutePath().toString();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SAID = "path default 1.0.0: the built-in one\n";

  @TempDir private static Path installation;
  private static Path home;
  private static Path launcher;

  @TempDir private Path folder;
  private Path caches;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeAll
  static void install() throws IOException {
    home = installation.resolve("with a space").resolve("kubectl-golden");
    try (Stream<Path> files = Files.walk(BUILT)) {
      for (Path file : files.toList()) {
        Path copy = home.resolve(BUILT.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    launcher = home.resolve("kubectl-golden");
  }

  @BeforeEach
  void caller() throws IOException {
    caches = folder.resolve("the caches").resolve("kubectl-golden");
    environment.put("PATH", System.getenv("PATH"));
    environment.put("GOLDEN_JAVA", JAVA.toString());
    environment.put("XDG_CACHE_HOME", caches.getParent().toString());
    environment.put("KUBECTL", "/nonexistent/kubectl");
    environment.put("HOME", folder.toString());
  }

  @Test
  void kubectl_finds_it_by_a_link_on_the_path() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("kubectl-golden"), launcher);
    Path kubectl = Binaries.installed().controlPlane("kubectl");
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    withoutCache();

    assertThat(run(kubectl, "golden", "--help").stdout()).contains("Usage: kubectl golden");
    ToolResult installed = run(kubectl, "golden", "completion", "install");
    assertThat(installed.exitCode()).as(installed.stderr()).isZero();
    assertThat(installed.stderr()).contains(bin + "/kubectl_complete-golden: linked to " + home);
    assertThat(run(kubectl, "__complete", "golden", "rend").stdout().lines())
        .anyMatch(line -> line.matches("render(\t.*)?"));
    assertThat(run(kubectl, "__complete", "golden", "render", "--di").stdout())
        .startsWith("--dir\t");
  }

  @Test
  void exit_codes_pass_through() throws Exception {
    withoutCache();
    assertThat(run(launcher, "--version").exitCode()).isEqualTo(ExitCode.YES);
    assertThat(run(launcher, "redner").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run(launcher, "render", "checkout").exitCode()).isEqualTo(ExitCode.KUBECTL_FAILED);
  }

  @Test
  void classes_are_prepared_once_and_then_used() throws Exception {
    environment.put("GOLDEN_JAVA", recordingJava().toString());

    ToolResult first = run(launcher, "render", "-f", SERVICE);
    Path prepared = awaitCache();
    var made = Files.getLastModifiedTime(prepared);
    ToolResult second = run(launcher, "render", "-f", SERVICE);

    assertThat(first.exitCode()).as(first.stderr()).isZero();
    assertThat(first.stderr()).isEqualTo(SAID);
    assertThat(second).isEqualTo(first);
    assertThat(starts()).hasSize(3).last().asString().contains("=" + prepared);
    assertThat(starts().get(0)).doesNotContain(caches.toString());
    assertThat(Files.getLastModifiedTime(prepared)).isEqualTo(made);
    assertThat(cached()).containsExactly(prepared);
  }

  @Test
  void whoever_reads_the_output_does_not_wait_for_the_preparation() throws Exception {
    Process process = processBuilder(launcher, "--version").redirectErrorStream(true).start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("kubectl golden ");
    assertThat(cached()).noneMatch(LauncherIT::isPrepared);
    awaitCache();
  }

  @Test
  void a_broken_cache_changes_no_output() throws Exception {
    ToolResult first = run(launcher, "render", "-f", SERVICE);
    Path prepared = awaitCache();
    Files.delete(prepared);
    Files.writeString(prepared, "broken");

    assertThat(run(launcher, "render", "-f", SERVICE)).isEqualTo(first);
  }

  @Test
  void it_goes_on_without_a_cache() throws Exception {
    withoutCache();
    ToolResult run = run(launcher, "render", "-f", SERVICE);

    assertThat(run.exitCode()).isZero();
    assertThat(run.stderr()).isEqualTo(SAID);
    environment.remove("XDG_CACHE_HOME");
    environment.remove("HOME");
    assertThat(run(launcher, "render", "-f", SERVICE)).isEqualTo(run);
  }

  @Test
  void a_java_that_is_none_is_named() throws Exception {
    environment.put("GOLDEN_JAVA", "/nonexistent/java");
    ToolResult run = run(launcher, "--help");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.stderr())
        .isEqualTo(
            "GOLDEN_JAVA: \"/nonexistent/java\" cannot be run; name the java executable of a JDK or"
                + " JRE 17 or newer\n");
  }

  @Test
  void no_java_is_said_so() throws Exception {
    environment.remove("GOLDEN_JAVA");
    environment.put("PATH", Files.createDirectory(folder.resolve("empty")).toString());
    ToolResult run = run(Path.of("/bin/sh"), launcher.toString(), "--help");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.stderr()).startsWith("java: is not on the PATH; install a JDK or JRE 17");
  }

  @Test
  void an_old_java_is_refused() throws Exception {
    Path old = script("old", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    environment.put("GOLDEN_JAVA", old.toString());
    ToolResult run = run(launcher, "--help");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.stderr()).startsWith(old + ": is Java 11.0.2; install a JDK or JRE 17 or newer");
  }

  @Test
  void a_reader_that_leaves_early_is_no_error() throws Exception {
    withoutCache();
    ToolResult run =
        run(Path.of("/bin/sh"), "-c", "'%s' render -f '%s' | head -1".formatted(launcher, SERVICE));

    assertThat(run.stdout().lines()).hasSize(1);
    assertThat(run.stderr()).isEqualTo(SAID);
  }

  @Test
  void an_interrupt_ends_it() throws Exception {
    withoutCache();
    Path started = folder.resolve("started");
    environment.put(
        "KUBECTL",
        script("kubectl", "echo $$ >'%s'; exec sleep 600".formatted(started)).toString());
    // A shell's background job ignores interrupts, and so does what it starts.
    Process process =
        start(
            Path.of("/usr/bin/env"),
            "--default-signal=INT",
            launcher.toString(),
            "render",
            "checkout");
    await().atMost(PATIENCE).until(() -> Files.exists(started) && Files.size(started) > 0);

    run(Path.of("/bin/sh"), "-c", "kill -INT " + process.pid());

    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    ProcessHandle.of(Long.parseLong(Files.readString(started).strip()))
        .ifPresent(ProcessHandle::destroy);
  }

  /** A file stands in the place of the folder. */
  private void withoutCache() throws IOException {
    Path file = folder.resolve("a file");
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    environment.put("XDG_CACHE_HOME", file.toString());
  }

  private Path awaitCache() throws IOException {
    await().atMost(PATIENCE).until(() -> cached().stream().anyMatch(LauncherIT::isPrepared));
    await().atMost(PATIENCE).until(() -> cached().size() == 1);
    return cached().get(0);
  }

  private static boolean isPrepared(Path file) {
    return file.toString().matches(".*\\.(jsa|aot)");
  }

  private List<Path> cached() throws IOException {
    if (!Files.isDirectory(caches)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(caches)) {
      return files.toList();
    }
  }

  /** A Java as version managers have it, which notes how it was started. */
  private Path recordingJava() throws IOException {
    return script(
        "java",
        "case $1 in -version) ;; *) echo \"$*\" >>'%s/starts' ;; esac; exec '%s' \"$@\""
            .formatted(folder, JAVA));
  }

  private List<String> starts() throws IOException {
    return Files.readAllLines(folder.resolve("starts"));
  }

  private Path script(String name, String text) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ProcessBuilder processBuilder(Path command, String... arguments) {
    List<String> words = new ArrayList<>(List.of(command.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private Process start(Path command, String... arguments) throws IOException {
    return processBuilder(command, arguments)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private ToolResult run(Path command, String... arguments) throws Exception {
    Process process = start(command, arguments);
    process.getOutputStream().close();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new ToolResult(
        process.exitValue(),
        Files.readString(folder.resolve("out")),
        Files.readString(folder.resolve("err")));
  }
}
