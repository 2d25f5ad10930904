package dev.goldenpath.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.Verb;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** A verb that serves the page until it is ended. */
abstract class PageVerb extends Verb {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port on 127.0.0.1. Default: a free port.")
  private int port;

  PageVerb(Session session) {
    super(session);
  }

  /**
   * Serves the state, the fleet and the writes until Ctrl-C, or until the thread is interrupted.
   */
  final int serve(
      Kubectl kubectl,
      EventStreams events,
      Map<String, Function<JsonNode, Answer>> writes,
      AutoCloseable work) {
    Map<String, Supplier<Answer>> reads = new HashMap<>();
    PageFiles.read().forEach((path, file) -> reads.put(path, () -> file));
    reads.put(
        "/fleet", new FleetSource(new Services(kubectl, terminal()), session().clock())::answer);
    Thread atCtrlC = new Thread(() -> close(work), "page-end");
    Runtime.getRuntime().addShutdownHook(atCtrlC);
    try (Page page = Page.serve(port, events, reads, writes)) {
      terminal().print(page.address());
      terminal().say("Ctrl-C ends it. The address is for you alone: it holds a token of this run.");
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // Ended by whoever started it.
    } finally {
      close(work);
      forget(atCtrlC);
    }
    return ExitCode.YES;
  }

  private static void forget(Thread atCtrlC) {
    try {
      Runtime.getRuntime().removeShutdownHook(atCtrlC);
    } catch (IllegalStateException e) {
      // The JVM is ending.
    }
  }

  private static void close(AutoCloseable work) {
    try {
      work.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
