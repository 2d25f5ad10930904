package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.OpenWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The watch of a kind breaks, in one of the ways in which they do, just before the workload. */
final class BrokenWatch extends Disturbance {
  static final List<String> WAYS = List.of("gone", "closed", "silent", "garbage", "forbidden");

  private static final long SILENT_MILLIS = 4_000;
  private static final int REFUSALS = 2;

  private final String kind;
  private final String way;
  private final AtomicInteger refused = new AtomicInteger();
  private final CountDownLatch speaks = new CountDownLatch(1);

  BrokenWatch(String kind, String way) {
    this.kind = kind;
    this.way = way;
  }

  @Override
  void begin(Lane lane, Stage stage) {
    List<OpenWatch> watches = lane.leader().route().watches(kind);
    if (watches.isEmpty()) {
      throw new IllegalStateException(kind + " is not watched");
    }
    happened();
    if (way.equals("silent")) {
      var unused =
          CompletableFuture.runAsync(
              () -> {
                watches.forEach(OpenWatch::end);
                speaks.countDown();
                end();
              },
              CompletableFuture.delayedExecutor(SILENT_MILLIS, TimeUnit.MILLISECONDS));
      return;
    }
    for (OpenWatch watch : watches) {
      breakNow(watch);
    }
    end();
  }

  private void breakNow(OpenWatch watch) {
    try {
      switch (way) {
        case "gone" -> watch.say(Unseen.GONE);
        case "garbage" -> watch.say("{\"type\":\"MODIFIED\",\"object\":{\"kind\":");
        default -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!way.equals("garbage")) {
      watch.end();
    }
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    boolean refuses =
        way.equals("forbidden")
            && call.method().equals("GET")
            && call.isOf(kind)
            && refused.incrementAndGet() <= REFUSALS;
    return refuses ? Optional.of(Fault.answer(403)) : Optional.empty();
  }

  /** Every service that needs a kind which comes with a CRD says that it cannot be read. */
  @Override
  boolean concernsAll() {
    return way.equals("garbage") && !EndState.isBuiltIn(kind);
  }

  /** A watch that cannot be read any more is dead, and must not be so in silence. */
  @Override
  boolean endsProcess() {
    return way.equals("garbage");
  }

  @Override
  public void beforeEvent(ApiCall watch, String event) throws InterruptedException {
    if (way.equals("silent") && watch.isOf(kind) && speaks.getCount() > 0) {
      speaks.await();
    }
  }
}
