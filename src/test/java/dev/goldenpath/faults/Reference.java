package dev.goldenpath.faults;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a workload comes to if nothing disturbs it.
 *
 * @param state what is there in the end
 * @param writes the operator's, in order, by name
 * @param counts of its requests, by what they did to which object
 * @param repairs how many Events tell of a repaired drift
 */
record Reference(EndState state, List<String> writes, Counts counts, int repairs) {
  private static final Duration STEADY = Duration.ofSeconds(2);

  /**
   * What the operator did to the objects of a service.
   *
   * @param created how often, by object
   * @param deleted how often, by object
   * @param attempts how many writes there were, by object
   */
  record Counts(
      Map<String, Integer> created, Map<String, Integer> deleted, Map<String, Integer> attempts) {

    /** Of an object with finalizers, a deletion may be repeated until it is gone: that is one. */
    static Counts of(List<ApiRequest> writes, String service) {
      Counts counts = new Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
      Set<String> going = new HashSet<>();
      for (ApiRequest write : writes) {
        String object = (write.resource() + " " + write.name()).replace(service, "<name>");
        counts.attempts.merge(object, 1, Integer::sum);
        if (write.verb().equals("delete") && write.code() < 300) {
          if (going.add(object)) {
            counts.deleted.merge(object, 1, Integer::sum);
          }
        } else if (write.code() == 201) {
          going.remove(object);
          counts.created.merge(object, 1, Integer::sum);
        }
      }
      return counts;
    }
  }

  /** Plays the workload in peace. */
  static Reference record(Lane lane, Workload workload) {
    Stage stage = lane.stage();
    workload.prepare().accept(stage);
    Trial.awaitQuiet(lane, stage);
    EndState before = stage.state();
    int mark = lane.writes().mark();
    Recorder recorder = new Recorder(stage.name());
    lane.disturb(recorder);
    workload.act().accept(stage);
    settle(lane, stage);
    lane.disturb(Ambush.NONE);
    Reference reference =
        new Reference(
            stage.state(),
            List.copyOf(recorder.writes),
            Counts.of(lane.writes().about(stage.name(), mark), stage.name()),
            Trial.repairs(stage));
    if (recorder.writes.isEmpty() || reference.state.isLike(before) && !workload.restores()) {
      throw new IllegalStateException("undisturbed, " + workload.name() + " changes nothing");
    }
    lane.giveUp(stage);
    return reference;
  }

  /**
   * Waits until nothing has changed for a while: on a busy machine, one thing follows another late.
   */
  private static void settle(Lane lane, Stage stage) {
    EndState[] last = {stage.state()};
    stage.await(
        "settled",
        () -> {
          Oracles.quietFor(STEADY);
          Trial.awaitQuiet(lane, stage);
          EndState now = stage.state();
          boolean same = now.isSettled() && now.isLike(last[0]);
          last[0] = now;
          return same;
        });
  }

  /** A pair that nobody sees leaves everything as it was. */
  static Reference unchanged(EndState before) {
    Counts none = new Counts(Map.of(), Map.of(), Map.of());
    return new Reference(before, List.of(), none, Integer.MAX_VALUE);
  }

  private static final class Recorder implements Ambush {
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final String service;

    Recorder(String service) {
      this.service = service;
    }

    @Override
    public Optional<Fault> on(Replica replica, ApiCall call) {
      Write.about(service, call).map(name -> AtWrite.numbered(name, seen)).ifPresent(writes::add);
      return Optional.empty();
    }
  }
}
