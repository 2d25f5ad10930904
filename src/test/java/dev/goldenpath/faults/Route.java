package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.FaultProxy;
import dev.goldenpath.operator.support.OpenWatch;
import dev.goldenpath.operator.support.Passage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way of one replica to the API server: all that it asks goes through here. */
final class Route implements AutoCloseable {
  private final FaultProxy proxy;
  private final Replica replica;
  private final Set<OpenWatch> watches = ConcurrentHashMap.newKeySet();
  private final Map<String, ApiCall> lists = new ConcurrentHashMap<>();
  private volatile Ambush ambush = Ambush.NONE;
  private volatile boolean cut;

  Route(FaultProxy proxy, Replica replica) {
    this.proxy = proxy;
    this.replica = replica;
    proxy.each(call -> true, this::meet);
  }

  /** What happens to the requests from now on. */
  void disturb(Ambush next) {
    ambush = next;
  }

  /** Nothing gets through any more, until it is restored. */
  void cut() {
    cut = true;
    endWatches();
  }

  void restore() {
    cut = false;
  }

  /** Their client is gone, or is to believe that the server is. */
  void endWatches() {
    watches.forEach(OpenWatch::end);
    watches.clear();
  }

  /** The watches of a kind that are open now. */
  List<OpenWatch> watches(String plural) {
    return watches.stream().filter(watch -> watch.call().isOf(plural)).toList();
  }

  /** How it lists a kind when it starts; empty if it never did. */
  Optional<ApiCall> list(String plural) {
    return Optional.ofNullable(lists.get(plural));
  }

  private void meet(Passage passage) throws IOException, InterruptedException {
    ApiCall call = passage.call();
    if (cut) {
      passage.hangUp();
      return;
    }
    Optional<Fault> fault = ambush.on(replica, call);
    if (fault.isPresent()) {
      fault.get().meet(passage);
    } else if (call.watches()) {
      watch(passage);
    } else {
      remember(call);
      Fault.none().meet(passage);
    }
  }

  private void remember(ApiCall call) {
    if (fillsCache(call)) {
      lists.put(call.path().substring(call.path().lastIndexOf('/') + 1), call);
    }
  }

  /** The first page of a list that is followed by a watch, and not a look at something else. */
  static boolean fillsCache(ApiCall call) {
    return call.method().equals("GET")
        && !call.watches()
        && !call.query().contains("continue=")
        && (call.isOf("goldenservices") || call.query().contains("managed-by"));
  }

  private void watch(Passage passage) throws IOException, InterruptedException {
    OpenWatch watch = passage.open(passage.forward());
    watches.add(watch);
    try {
      watch.relay(event -> ambush.beforeEvent(watch.call(), event));
    } finally {
      watches.remove(watch);
    }
  }

  @Override
  public void close() {
    proxy.close();
  }
}
