package dev.goldenpath.faults;

import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.Passage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The path document is another one from the moment of a write on, and the former one later. */
final class OtherPath extends Disturbance {
  static final List<String> WAYS = List.of("replaced", "broken");

  /** Longer than the operator takes to look at it again. */
  private static final long LASTS_MILLIS = 4_000;

  private static final String FORMER = "silver: \"50\", gold: \"100\"";
  private static final String OTHER = "silver: \"51\", gold: \"101\"";

  private final String way;
  private final AtWrite write;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile Lane lane;

  OtherPath(String service, String write, String way) {
    this.way = way;
    this.write = new AtWrite(service, write, this::replace);
  }

  @Override
  void begin(Lane on, Stage stage) {
    lane = on;
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    return write.on(replica, call);
  }

  private void replace(Replica replica, Passage passage) throws IOException, InterruptedException {
    String builtIn = Documents.builtIn();
    lane.path().write(way.equals("broken") ? "kind: [unclosed\n" : builtIn.replace(FORMER, OTHER));
    happened();
    var unused =
        CompletableFuture.runAsync(
            () -> {
              if (way.equals("replaced") && !lane.bystanderHas("51")) {
                complaints.add("another path document did not reach a service that was steady");
              }
              lane.path().restore();
              end();
            },
            CompletableFuture.delayedExecutor(LASTS_MILLIS, TimeUnit.MILLISECONDS));
    passage.answer(passage.forward());
  }

  @Override
  List<String> complaints() {
    return complaints;
  }

  @Override
  boolean concernsAll() {
    return true;
  }

  @Override
  int attempts() {
    return ATTEMPTS_WHILE_IT_LASTS;
  }
}
