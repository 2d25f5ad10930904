package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.Passage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A new process whose first list of a kind is older than the workload, as an API server may answer
 * that lags behind: from there on it sees everything once more.
 */
final class StaleList extends Disturbance {
  private final String kind;
  private final boolean settled;
  private volatile Optional<String> recorded = Optional.empty();
  private volatile boolean restarted;

  /**
   * A restart.
   *
   * @param settled whether the last process had finished what the workload asked
   */
  StaleList(String kind, boolean settled) {
    this.kind = kind;
    this.settled = settled;
  }

  @Override
  void begin(Lane lane, Stage stage) {
    ApiCall list =
        lane.leader()
            .route()
            .list(kind)
            .orElseThrow(() -> new IllegalStateException(kind + " was never listed"));
    recorded = Optional.of(lane.read(list.path() + "?" + list.query()));
  }

  @Override
  void acted(Lane lane, Stage stage) {
    if (settled) {
      Trial.awaitQuiet(lane, stage);
    }
    restarted = true;
    lane.leader().kill();
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    boolean first = restarted && Route.fillsCache(call) && call.isOf(kind) && !isMet();
    if (!first) {
      return Optional.empty();
    }
    happened();
    end();
    return Optional.of(passage -> passage.answer(stale()));
  }

  @Override
  boolean mayBeMissed() {
    return false;
  }

  private Passage.Answer stale() {
    return new Passage.Answer(
        200,
        Map.of("Content-Type", List.of("application/json")),
        new ByteArrayInputStream(recorded.orElseThrow().getBytes(StandardCharsets.UTF_8)));
  }
}
