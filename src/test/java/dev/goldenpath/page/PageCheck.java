package dev.goldenpath.page;

import dev.goldenpath.cli.Plugin;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.tryout.LocalPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Starts a platform, both verbs of the page and the browser; its exit code is the verdict. */
public final class PageCheck {
  private static final Path FOLDER = Path.of("target", "page");
  private static final String SCRIPT = "tools/browser/page.mjs";

  /** The service of the browser script, whose objects it counts. */
  private static final String EXAMPLE = "deploy/examples/gold.yaml";

  private PageCheck() {}

  /** Needs no arguments. */
  public static void main(String[] arguments) throws Exception {
    LocalPlatform.missing()
        .ifPresent(
            problem -> {
              System.err.println(problem);
              System.exit(2);
            });
    Files.createDirectories(FOLDER);
    int exit;
    try (LocalPlatform platform = LocalPlatform.start(FOLDER.resolve("platform"))) {
      platform.startOperator("operator");
      platform.playDatabase();
      exit = check(platform);
    }
    System.exit(exit);
  }

  private static int check(LocalPlatform platform) throws Exception {
    Path kubeconfig = platform.controlPlane().kubeconfig();
    String flag = "--kubeconfig=" + kubeconfig;
    Files.writeString(
        FOLDER.resolve("rendered.json"), output("render", "-f", EXAMPLE, "-o", "json"));
    try (Verb demo = Verb.start("demo", flag);
        Verb ui = Verb.start("ui", flag)) {
      ProcessBuilder node =
          new ProcessBuilder("node", SCRIPT, demo.address, ui.address).inheritIO();
      node.environment().put("KUBECONFIG", kubeconfig.toAbsolutePath().toString());
      node.environment().put("KUBECTL", kubectl());
      int exit = node.start().waitFor();
      if (exit != 0) {
        return exit;
      }
    }
    List<String> left = left(platform.admin());
    left.forEach(each -> System.err.println("demo left: " + each));
    return left.isEmpty() ? 0 : 1;
  }

  private static List<String> left(KubernetesClient admin) {
    return Stream.concat(
            admin
                .resources(GoldenService.class)
                .withLabel("goldenpath.dev/demo")
                .list()
                .getItems()
                .stream(),
            admin.namespaces().list().getItems().stream()
                .filter(each -> each.getMetadata().getName().endsWith("-tickets")))
        .map(each -> each.getKind() + " " + each.getMetadata().getName())
        .toList();
  }

  private static String kubectl() {
    return Binaries.installed().controlPlane("kubectl").toString();
  }

  private static Session session(OutputStream out) {
    return new Session(
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err,
            false,
            false,
            false),
        Map.of("KUBECTL", kubectl()),
        Clock.systemUTC());
  }

  private static String output(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit = new Plugin(session(out)).run(arguments);
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + ": exit code " + exit);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A verb that serves until it is closed. */
  private record Verb(String address, Thread thread) implements AutoCloseable {
    static Verb start(String... arguments) throws IOException {
      PipedInputStream read = new PipedInputStream();
      Session session = session(new PipedOutputStream(read));
      Thread thread = new Thread(() -> new Plugin(session).run(arguments), arguments[0]);
      thread.start();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(read, StandardCharsets.UTF_8));
      return new Verb(Objects.requireNonNull(lines.readLine(), "no address"), thread);
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }
}
