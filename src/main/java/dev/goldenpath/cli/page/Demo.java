package dev.goldenpath.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.cli.terminal.Terminal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the buttons do: services on both roads, by the rights of the reader. */
final class Demo implements AutoCloseable {
  /** Label on every service that a run made; its value is that of the run. */
  static final String LABEL = "goldenpath.dev/demo";

  /**
   * How fast a demonstration is.
   *
   * @param hour how long an hour of the model is here
   * @param end how long the objects may take to be gone at the end
   */
  record Pace(Duration hour, Duration end) {
    static final Pace DEFAULT = new Pace(Duration.ofMillis(500), Duration.ofSeconds(40));
  }

  private final String run = random();
  private final Set<String> services = new ConcurrentSkipListSet<>();
  private final Set<String> namespaces = new ConcurrentSkipListSet<>();
  private final ExecutorService roads = Executors.newCachedThreadPool(Demo::thread);
  private final Kubectl kubectl;
  private final Terminal terminal;
  private final Board board;
  private final TicketModel model;
  private final Pace pace;
  private final RoadComparison comparison;
  private @Nullable Future<?> following;
  private boolean closed;

  Demo(Kubectl kubectl, Terminal terminal, Board board, TicketModel model, Pace pace) {
    this.kubectl = kubectl;
    this.terminal = terminal;
    this.board = board;
    this.model = model;
    this.pace = pace;
    this.comparison = new RoadComparison(kubectl, terminal);
  }

  private static String random() {
    byte[] bytes = new byte[4];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "page-road");
    thread.setDaemon(true);
    return thread;
  }

  /** The value of {@link #LABEL} in this run. */
  String run() {
    return run;
  }

  /** Looks for a name that is free on both roads, and proposes it. */
  void propose() {
    String free =
        Stream.concat(
                Stream.of("checkout", "search", "invoices", "shipping"),
                IntStream.range(1, 4).mapToObj(at -> "shipping-" + run + "-" + at))
            .filter(new FreeNames(kubectl)::isFree)
            .findFirst()
            .orElse("shipping-" + run);
    board.change(state -> state.withProposal(free));
  }

  /** Starts what the form asks for. */
  synchronized Answer spinUp(JsonNode form) {
    NewService typed = NewService.of(form);
    if (closed || isBusy()) {
      return Answer.problem(409, "a service is being made; wait until it is there");
    }
    boolean isPaved = form.path("paved").asBoolean(true);
    board.change(state -> state.withNotice("").withComparison(null));
    if (isPaved) {
      if (following != null) {
        following.cancel(true);
      }
      services.add(typed.name());
      show(RunState.start(typed, Map.of()));
      following = roads.submit(() -> paved(typed));
    } else {
      NewService counterpart = typed.counterpart();
      if (!new FreeNames(kubectl).hasNoNamespace(counterpart.name())) {
        throw new BadInput(
            "name: the namespace " + counterpart.name() + " is there already; choose another name");
      }
      RunState start = RunState.start(counterpart, Map.of());
      board.change(state -> state.withTickets(start, PageState.waiting(model), 0, model));
      Future<?> unused = roads.submit(() -> tickets(counterpart));
    }
    return Answer.json(202, Map.of("name", typed.name()));
  }

  private boolean isBusy() {
    PageState state = board.state();
    return Stream.of(state.paved(), state.tickets())
        .anyMatch(road -> road != null && road.isRunning());
  }

  private void paved(NewService service) {
    try {
      new PavedRoad(kubectl, run).travel(service, this::show);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(RunState paved) {
    boolean wasComplete = isComplete(board.state().paved());
    board.change(state -> state.withPaved(paved, model));
    if (paved.isComplete() && !wasComplete) {
      compareIfBoth();
    }
  }

  private void tickets(NewService counterpart) {
    try {
      DeskWork work = DeskWork.of(comparison.render(counterpart));
      namespaces.add(counterpart.name());
      new TicketRoad(kubectl, model, pace.hour())
          .travel(
              counterpart,
              work,
              (tickets, desks, hours) ->
                  board.change(state -> state.withTickets(tickets, desks, hours, model)));
      compareIfBoth();
    } catch (KubectlFailure | BadInput failure) {
      String words =
          failure instanceof KubectlFailure said
              ? Words.of(said)
              : String.valueOf(failure.getMessage());
      board.change(
          state ->
              state.withTickets(
                  RunState.start(counterpart, Map.of()).with(RunState.FAILED, words, 0),
                  PageState.waiting(model),
                  0,
                  model));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isComplete(@Nullable RunState run) {
    return run != null && run.isComplete();
  }

  private void compareIfBoth() {
    PageState state = board.state();
    if (isComplete(state.paved()) && isComplete(state.tickets())) {
      Comparison result =
          comparison.compare(
              typed(Objects.requireNonNull(state.paved())),
              typed(Objects.requireNonNull(state.tickets())));
      board.change(now -> now.withComparison(result));
    }
  }

  /** Compares again. */
  Answer compare(JsonNode unused) {
    compareIfBoth();
    Comparison result = board.state().comparison();
    return result == null
        ? Answer.problem(409, "make a service on both roads first")
        : Answer.json(200, result);
  }

  private static NewService typed(RunState run) {
    return new NewService(run.name(), run.team(), run.tier());
  }

  /** Ends the roads and removes what they made. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    roads.shutdownNow();
    try {
      // What is being applied at this moment must be there before it is removed.
      boolean unused = roads.awaitTermination(pace.end().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    new Cleanup(kubectl, terminal, pace.end()).remove(run, services, namespaces);
  }
}
