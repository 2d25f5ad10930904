package dev.goldenpath.tryout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Shows the operator at work on this machine, with nothing to install and no cluster, or in one of
 * the caller's: {@code run} stays up to be played with, {@code smoke} ends, and says with its exit
 * code whether all became Ready.
 */
public final class TryOut {
  private static final int EXIT_USAGE = 2;
  private static final Pattern SECONDS = Pattern.compile("([1-9][0-9]{0,3})s");

  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{3,4}");
  private static final int FIRST_PORT = 1024;
  private static final int LAST_PORT = 65_535;

  /** Whoever reaches the port may run code as the user who started the operator. */
  private static final String DEBUGGER =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:%d";

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
   * @param context CLUSTER: the context of the caller's kubeconfig to use; if empty, a control
   *     plane is started
   * @param mine CLUSTER_IS_MINE: the context that may be used although it is not on this machine
   * @param debugPort DEBUG: the port of 127.0.0.1 on which the operator accepts a debugger; if
   *     empty, it accepts none
   */
  record Settings(
      Optional<Path> pathFile,
      boolean database,
      Duration timeout,
      Optional<String> context,
      Optional<String> mine,
      Optional<Integer> debugPort) {
    static Settings fromEnv(Map<String, String> env) {
      return new Settings(
          Optional.of(env.getOrDefault("GOLDEN_PATH_FILE", PATH_WITH_A_GATEWAY))
              .filter(file -> !file.isBlank())
              .map(Path::of),
          !"off".equals(env.get("TRYOUT_DATABASE")),
          seconds(env.getOrDefault("TRYOUT_TIMEOUT", "60s")),
          text(env, "CLUSTER"),
          text(env, "CLUSTER_IS_MINE"),
          text(env, "DEBUG").map(Settings::port));
    }

    private static Optional<String> text(Map<String, String> env, String name) {
      return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
    }

    /** The binaries that must be there. */
    List<String> servers() {
      return context.isPresent() ? List.of() : List.of("etcd", "kube-apiserver", "kubectl");
    }

    /** What the operator is started with, unless the environment says otherwise. */
    Map<String, String> ofOperator() {
      // Ctrl-C ends the API server, too, so that a reconciliation amid a request never finishes.
      Map<String, String> preset = new HashMap<>(Map.of("SHUTDOWN_TIMEOUT", "2s"));
      pathFile.ifPresent(file -> preset.put("GOLDEN_PATH_FILE", file.toString()));
      debugPort.ifPresent(port -> preset.put("JDK_JAVA_OPTIONS", DEBUGGER.formatted(port)));
      return preset;
    }

    private static int port(String text) {
      int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
      if (port < FIRST_PORT || port > LAST_PORT) {
        throw new IllegalArgumentException(
            "DEBUG: \"" + text + "\" must be a port from 1024 to 65535 such as 5005");
      }
      return port;
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

  /** Arguments: run or smoke. */
  public static void main(String[] arguments) {
    String mode = arguments.length == 1 ? arguments[0] : "";
    if (!Set.of("run", "smoke").contains(mode)) {
      refuse("usage: TryOut run|smoke");
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopping = true, "try-out-stopping"));
    try {
      Settings settings = Settings.fromEnv(System.getenv());
      LocalPlatform.missing(settings.servers()).ifPresent(TryOut::refuse);
      System.exit(play(settings, mode.equals("run")));
    } catch (IllegalArgumentException e) {
      refuse(e.getMessage());
    } catch (RuntimeException e) {
      // What was under way fails when everything is stopped, and that is nobody's news.
      if (!stopping) {
        System.err.println(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
      }
      System.exit(1);
    }
  }

  /** Whether this JVM was told to end. */
  static boolean isStopping() {
    return stopping;
  }

  private static int play(Settings settings, boolean stays) {
    Path workDir = Path.of("target", "try-out", String.valueOf(ProcessHandle.current().pid()));
    try (TryOutCluster cluster = start(workDir, settings)) {
      Thread endOnCtrlC = new Thread(() -> end(cluster), "try-out-end");
      Runtime.getRuntime().addShutdownHook(endOnCtrlC);
      try (Show show = Show.start(cluster, settings)) {
        boolean ready = show.play();
        if (!stays) {
          return ready ? 0 : 1;
        }
        show.explain();
        show.awaitEnd();
        return 1;
      } finally {
        Runtime.getRuntime().removeShutdownHook(endOnCtrlC);
      }
    }
  }

  private static TryOutCluster start(Path workDir, Settings settings) {
    if (settings.context().isEmpty()) {
      return LocalCluster.start(workDir);
    }
    String kubectl = Kubectl.command();
    CallersContext context = CallersContext.read(kubectl, settings.context().get());
    context
        .refusal(settings.mine())
        .ifPresent(
            refusal -> {
              throw new IllegalArgumentException(refusal);
            });
    System.out.printf(
        "Cluster %s of your kubeconfig (%s). What is made there is removed at the end.%n",
        context.name(), context.server());
    return BorrowedCluster.start(context, kubectl, workDir);
  }

  /** Ctrl-C is how it is meant to end, so the exit code is 0 and not that of a signal. */
  private static void end(TryOutCluster cluster) {
    stopping = true;
    cluster.close();
    Runtime.getRuntime().halt(0);
  }

  private static void refuse(String problem) {
    System.err.println(problem);
    System.exit(EXIT_USAGE);
  }
}
