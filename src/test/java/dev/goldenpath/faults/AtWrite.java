package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.Passage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault at exactly one write of the operator about the service. */
final class AtWrite extends Disturbance {
  private final String service;
  private final String write;
  private final Strike strike;
  private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();

  /** What happens to the write. */
  interface Strike {
    void on(Replica replica, Passage passage) throws IOException, InterruptedException;
  }

  /**
   * A fault.
   *
   * @param write its name, with {@code ~2} for the second of that name
   */
  AtWrite(String service, String write, Strike strike) {
    this.service = service;
    this.write = write;
    this.strike = strike;
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    return Write.about(service, call)
        .map(name -> numbered(name, seen))
        .filter(write::equals)
        .map(found -> passage -> strike(replica, passage));
  }

  private void strike(Replica replica, Passage passage) throws IOException, InterruptedException {
    happened();
    try {
      strike.on(replica, passage);
    } finally {
      end();
    }
  }

  /** The name of a write that was seen so often. */
  static String numbered(String name, Map<String, AtomicInteger> seen) {
    int nth = seen.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
    return nth == 1 ? name : name + "~" + nth;
  }
}
