package dev.goldenpath.tryout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Shows the operator at work on this machine, with nothing to install and no cluster: {@code run}
 * stays up to be played with, {@code demo} ends, and says with its exit code whether all became
 * Ready.
 */
public final class TryOut {
  private static final int EXIT_USAGE = 2;
  private static final Pattern SECONDS = Pattern.compile("([1-9][0-9]{0,3})s");

  private static final String PATH_WITH_A_GATEWAY =
      "src/test/resources/golden-path-with-gateway.yaml";

  private static volatile boolean stopping;

  private TryOut() {}

  /**
   * What the environment decides.
   *
   * @param pathFile GOLDEN_PATH_FILE: the path document; default one with a Gateway, and if it is
   *     empty, that of the product
   * @param database TRYOUT_DATABASE: {@code off} leaves every database starting for ever
   * @param timeout TRYOUT_TIMEOUT: how long services may take to become Ready; default 60s
   */
  record Settings(Optional<Path> pathFile, boolean database, Duration timeout) {
    static Settings fromEnv(Map<String, String> env) {
      return new Settings(
          Optional.of(env.getOrDefault("GOLDEN_PATH_FILE", PATH_WITH_A_GATEWAY))
              .filter(file -> !file.isBlank())
              .map(Path::of),
          !"off".equals(env.get("TRYOUT_DATABASE")),
          seconds(env.getOrDefault("TRYOUT_TIMEOUT", "60s")));
    }

    /** What the operator is started with, unless the environment says otherwise. */
    Map<String, String> ofOperator() {
      // Ctrl-C ends the API server, too, so that a reconciliation amid a request never finishes.
      Map<String, String> preset = new HashMap<>(Map.of("SHUTDOWN_TIMEOUT", "2s"));
      pathFile.ifPresent(file -> preset.put("GOLDEN_PATH_FILE", file.toString()));
      return preset;
    }

    private static Duration seconds(String text) {
      var seconds = SECONDS.matcher(text);
      if (!seconds.matches()) {
        throw new IllegalArgumentException(
            "TRYOUT_TIMEOUT: \"" + text + "\" must be a number of seconds such as 60s");
      }
      return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
    }
  }

  /** Arguments: run or demo. */
  public static void main(String[] arguments) {
    String mode = arguments.length == 1 ? arguments[0] : "";
    if (!Set.of("run", "demo").contains(mode)) {
      refuse("usage: TryOut run|demo");
    }
    LocalPlatform.missing().ifPresent(TryOut::refuse);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopping = true, "try-out-stopping"));
    Settings settings = settings();
    try {
      Path workDir = Path.of("target", "try-out", String.valueOf(ProcessHandle.current().pid()));
      System.exit(mode.equals("run") ? run(workDir, settings) : demo(workDir, settings));
    } catch (RuntimeException e) {
      // What was under way fails when everything is stopped, and that is nobody's news.
      if (!stopping) {
        System.err.println(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
      }
      System.exit(1);
    }
  }

  private static Settings settings() {
    try {
      return Settings.fromEnv(System.getenv());
    } catch (IllegalArgumentException e) {
      throw refuse(e.getMessage());
    }
  }

  /** Whether this JVM was told to end. */
  static boolean isStopping() {
    return stopping;
  }

  private static int demo(Path workDir, Settings settings) {
    try (LocalPlatform platform = LocalPlatform.start(workDir);
        Show show = Show.start(platform, settings)) {
      return show.play() ? 0 : 1;
    }
  }

  private static int run(Path workDir, Settings settings) {
    try (LocalPlatform platform = LocalPlatform.start(workDir)) {
      Thread endOnCtrlC = new Thread(() -> end(platform), "try-out-end");
      Runtime.getRuntime().addShutdownHook(endOnCtrlC);
      try (Show show = Show.start(platform, settings)) {
        show.play();
        show.explain();
        show.awaitEnd();
        return 1;
      } finally {
        Runtime.getRuntime().removeShutdownHook(endOnCtrlC);
      }
    }
  }

  /** Ctrl-C is how it is meant to end, so the exit code is 0 and not that of a signal. */
  private static void end(LocalPlatform platform) {
    stopping = true;
    platform.close();
    Runtime.getRuntime().halt(0);
  }

  /** Never returns; so that the compiler knows, callers may throw what it would. */
  private static IllegalStateException refuse(String problem) {
    System.err.println(problem);
    System.exit(EXIT_USAGE);
    return new IllegalStateException(problem);
  }
}
