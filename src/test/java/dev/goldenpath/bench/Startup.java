package dev.goldenpath.bench;

import dev.goldenpath.tryout.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long the kubectl plugin takes from its start to its end, by wall clock. Each way to
 * start it is asked in turn, so that other work of the machine is spread over all.
 */
public final class Startup {
  private static final Path SERVICE = Path.of("deploy", "examples", "gold.yaml");
  private static final Path JARS = Path.of("target", "kubectl-golden", "kubectl-golden");
  private static final Path PACKED =
      Path.of("target", "kubectl-golden-linux-x64", "kubectl-golden");
  private static final Path KUBECTL = JARS.resolve(Path.of("lib", "training", "kubectl"));
  private static final double MILLISECONDS = 1e6;

  private final Map<String, List<String>> commands = new LinkedHashMap<>();
  private final Map<String, Way> ways = new LinkedHashMap<>();

  /**
   * A way to start it.
   *
   * @param java the executable; empty for the runtime of the package
   * @param cache of prepared classes; a file for none
   */
  private record Way(Path launcher, String java, Path cache) {}

  private Startup() throws IOException {
    commands.put("--help", List.of("--help"));
    commands.put("render", List.of("render", "-f", SERVICE.toString()));
    commands.put("render NAME", List.of("render", "checkout"));
    commands.put("explain NAME", List.of("explain", "checkout"));
    commands.put("wait NAME", List.of("wait", "checkout"));
    commands.put("completion", List.of("__complete", "re"));
    Path none = Files.createTempFile("startup", "no-folder");
    for (String home : System.getenv().getOrDefault("STARTUP_JAVA", home()).split(":")) {
      String java = Path.of(home, "bin", "java").toString();
      ways.put("no cache: " + home, new Way(JARS, java, none));
      ways.put("cache: " + home, new Way(JARS, java, Files.createTempDirectory("startup")));
    }
    if (Files.exists(PACKED)) {
      ways.put("package with a runtime", new Way(PACKED, "", none));
    }
  }

  private static String home() {
    return System.getProperty("java.home");
  }

  /** STARTUP_RUNS: how often; STARTUP_JAVA: folders of JDKs, with colons between. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new Startup().measure(Integer.parseInt(System.getenv().getOrDefault("STARTUP_RUNS", "11")));
  }

  private void measure(int runs) throws IOException, InterruptedException {
    for (Way way : ways.values()) {
      prepare(way);
    }
    for (Map.Entry<String, List<String>> command : commands.entrySet()) {
      MarkdownTable table =
          new MarkdownTable("command", "started with", "median, ms", "worst, ms", "exit");
      Map<String, List<Double>> times = new LinkedHashMap<>();
      Map<String, Integer> exits = new LinkedHashMap<>();
      for (int run = 0; run < runs; run++) {
        for (Map.Entry<String, Way> way : ways.entrySet()) {
          long begin = System.nanoTime();
          exits.put(way.getKey(), run(way.getValue(), command.getValue()));
          times
              .computeIfAbsent(way.getKey(), key -> new ArrayList<>())
              .add((System.nanoTime() - begin) / MILLISECONDS);
        }
      }
      times.forEach(
          (way, each) -> {
            Collections.sort(each);
            table.row(
                command.getKey(),
                way,
                String.format(Locale.ROOT, "%.0f", each.get(each.size() / 2)),
                String.format(Locale.ROOT, "%.0f", each.get(each.size() - 1)),
                exits.get(way));
          });
      System.out.println(table);
    }
  }

  /** The first command begins to prepare classes, when it is over. */
  private void prepare(Way way) throws IOException, InterruptedException {
    run(way, List.of("--version"));
    if (Files.isDirectory(way.cache())) {
      Path made = way.cache().resolve("kubectl-golden");
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (!isPrepared(made) && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static boolean isPrepared(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().matches(".*\\.(jsa|aot)"));
    }
  }

  private static int run(Way way, List<String> command) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of(way.launcher().resolve("kubectl-golden").toString()));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("GOLDEN_JAVA", way.java());
    builder.environment().put("XDG_CACHE_HOME", way.cache().toString());
    builder.environment().put("KUBECTL", KUBECTL.toAbsolutePath().toString());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
