package dev.goldenpath.cli.page;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.verb.Session;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ui}: the page, read-only. */
@Command(name = "ui", description = "Serve a page that shows the fleet. It changes nothing.")
public final class UiCommand extends PageVerb {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A service whose progress the page also shows.")
  private @Nullable String name;

  /** A verb in this session. */
  public UiCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    // What it says of a failure is for the page.
    Kubectl kubectl = kubectl().holding();
    EventStreams events = new EventStreams();
    Board board = new Board(events, PageState.start(false, TicketModel.builtIn()));
    Thread follower =
        new Thread(() -> follow(kubectl, Objects.requireNonNull(name), board), "page-follower");
    follower.setDaemon(true);
    if (name != null) {
      // A name that is not one of a service is refused before anything is served.
      Services.pathOfOne(name);
      follower.start();
    }
    return serve(kubectl, events, Map.of(), follower::interrupt);
  }

  private static void follow(Kubectl kubectl, String name, Board board) {
    TicketModel model = TicketModel.builtIn();
    ProgressFollower follower =
        new ProgressFollower(
            kubectl,
            RunState.start(new NewService(name, "", ""), Map.of()),
            null,
            run -> board.change(state -> state.withPaved(run, model)));
    try {
      follower.follow(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
