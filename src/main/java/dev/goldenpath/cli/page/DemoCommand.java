package dev.goldenpath.cli.page;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.verb.Session;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the page with its buttons. */
@Command(
    name = "demo",
    description =
        "Serve a page that compares a service on the path with the same service by tickets.")
public final class DemoCommand extends PageVerb {
  @Option(
      names = "--tickets",
      paramLabel = "FILE",
      description =
          "A CSV file with your own tickets, instead of assumed hours; columns: desk,opened,closed.")
  private @Nullable Path tickets;

  /** A verb in this session. */
  public DemoCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    TicketModel builtIn = TicketModel.builtIn();
    TicketModel model = tickets == null ? builtIn : TicketExport.read(tickets, builtIn);
    // What it says of a failure is for the page.
    Kubectl kubectl = kubectl().holding();
    EventStreams events = new EventStreams();
    Board board = new Board(events, PageState.start(true, model));
    Demo demo = new Demo(kubectl, terminal(), board, model, Demo.Pace.DEFAULT);
    demo.propose();
    return serve(
        kubectl, events, Map.of("/services", demo::spinUp, "/comparison", demo::compare), demo);
  }
}
