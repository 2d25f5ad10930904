package dev.goldenpath.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.Plugin;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.controlplane.Tool;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.goldenpath.Documents;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The commands of the docs that cannot run in a test, each for the reason that DocClaims gives: the
 * shell can read them, and all of ours that they name is there.
 */
@Execution(ExecutionMode.SAME_THREAD)
class DocCommandsTest {
  private static final Pattern WORD =
      Pattern.compile("(?:\\$\\([^)]*\\)|[^\\s\"']|\"[^\"]*\"|'[^']*')+");
  private static final Pattern OURS =
      Pattern.compile("(?:crds|deploy|docs|helm|src|tools)/[\\w./-]*");
  private static final Pattern BUILT = Pattern.compile("(?<![\\w/])target/[\\w./-]+");
  private static final Set<String> FOREIGN = Set.of("docker", "skopeo", "crane");

  private final Tool shell = new Tool(Path.of("/bin/sh"));

  @TestFactory
  Stream<DynamicTest> what_a_command_names_is_there() {
    return DocClaims.blocksOf(DocCommandsTest.class)
        .map(block -> DynamicTest.dynamicTest(block.toString(), () -> check(block.text())));
  }

  @Test
  void a_command_that_names_what_is_not_there_is_found() {
    for (String wrong :
        List.of(
            "make rnu",
            "make bench BENCH_SERVICE=1000",
            "make bench BENCH_STEPS=restarts",
            "make faults SWEEP=stail",
            "make it T=NoSuchTest",
            "kubectl golden explain checkout --change",
            "kubectl golden override checkout quota.memroy=48Gi --why \"cost: x\"",
            "kubectl golden eject checkout dashbord --why \"cost: x\"",
            "kubectl apply -f deploy/examples/golden.yaml",
            "docker load --input target/images.tar",
            "java -XX:+UseSerialGCs -jar target/golden-service-operator.jar",
            "make run; for x in")) {
      assertThat(isAccepted(wrong)).as(wrong).isFalse();
    }
  }

  private boolean isAccepted(String text) {
    try {
      check(text);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private void check(String text) {
    // What stands in angle brackets is the reader's.
    succeeds(shell.result("-nc", text.replaceAll("<(\\w+)>", "$1")));
    assertThat(OURS.matcher(text).results().map(found -> Path.of(found.group())))
        .allSatisfy(file -> assertThat(file).exists());
    assertThat(BUILT.matcher(text).results().map(found -> found.group()))
        .allSatisfy(file -> assertThat(read("Makefile")).contains(file));
    text.replace("\\\n", " ")
        .lines()
        .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(this::checkLine);
  }

  private void checkLine(String line) {
    List<String> words =
        WORD.matcher(line)
            .results()
            .map(word -> word.group().replaceAll("[\"']", ""))
            .collect(Collectors.toCollection(ArrayList::new));
    String command = words.remove(0);
    if (command.equals("make")) {
      checkMake(words);
    } else if (line.startsWith("kubectl golden ")) {
      checkGolden(words.subList(1, words.size()));
    } else if (command.equals("java")) {
      List<String> flags = words.subList(0, words.indexOf("-jar"));
      succeeds(shell.result("-c", "exec java " + String.join(" ", flags) + " -version"));
    } else if (command.equals("mvn")) {
      assertThat(words).isSubsetOf("-B", "package", "-DskipTests");
    } else if (command.equals("kubectl")) {
      assertThat(words).first().isEqualTo("apply");
    } else {
      assertThat(FOREIGN.contains(command) || command.matches("\\w+=[^$]+"))
          .as("%s: neither ours nor one of %s", line, FOREIGN)
          .isTrue();
    }
  }

  private static void checkMake(List<String> words) {
    for (String word : words) {
      if (!word.contains("=")) {
        assertThat(read("Makefile").lines()).as(word).anyMatch(line -> line.startsWith(word + ":"));
        continue;
      }
      String name = word.substring(0, word.indexOf('='));
      String value = word.substring(name.length() + 1);
      String reader =
          name.startsWith("BENCH_") ? "bench/BenchSettings.java" : "../../../../../Makefile";
      assertThat(read("src/test/java/dev/goldenpath/" + reader))
          .containsPattern("\\b" + name + "\\b");
      switch (name) {
        case "T" -> assertThat(classes()).contains(value.replaceFirst("#.*", "") + ".java");
        case "BENCH_STEPS" -> assertAllAre("bench/Step.java", value.split(","));
        case "SWEEP" -> assertAllAre("faults/Sweep.java", value);
        case "PLAN" -> assertAllAre("faults/Sweep.java", value.replaceFirst("/.*", ""));
        default -> assertThat(value).isNotEmpty();
      }
    }
  }

  /** Constants of that enum, or no step at all. */
  private static void assertAllAre(String source, String... names) {
    String constants = read("src/test/java/dev/goldenpath/" + source);
    for (String name : names) {
      if (!name.equals("none")) {
        assertThat(constants)
            .containsPattern("(?m)^  " + name.toUpperCase(java.util.Locale.ROOT) + "[(,;]");
      }
    }
  }

  private static void checkGolden(List<String> words) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try {
      new Plugin(CliRun.setting().session(nowhere, nowhere))
          .commandLine()
          .parseArgs(words.toArray(String[]::new));
    } catch (picocli.CommandLine.ParameterException e) {
      throw new AssertionError(e);
    }
    String verb = words.get(0);
    if (verb.equals("override") || verb.equals("eject") || verb.equals("return")) {
      String target = words.get(2).replaceFirst("=.*", "");
      String component = target.replaceFirst("[.].*", "");
      var components = Documents.readBuiltIn().spec().components();
      assertThat(components).as("%s", words).containsKey(component);
      if (!target.equals(component)) {
        assertThat(components.get(component).parameters())
            .as("%s", words)
            .containsKey(target.substring(component.length() + 1));
      }
    }
  }

  private static Set<String> classes() {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void succeeds(ToolResult result) {
    assertThat(result.exitCode()).as(result.stderr()).isZero();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file).normalize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
