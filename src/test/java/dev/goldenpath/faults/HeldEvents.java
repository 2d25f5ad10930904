package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The events of a kind about the service come late: the operator works with a stale world. */
final class HeldEvents extends Disturbance {
  private static final String PRIMARY = "goldenservices";
  private static final long AFTER_MILLIS = 300;

  /** If the operator writes nothing meanwhile. */
  private static final long LATE_MILLIS = 2_500;

  private final String service;
  private final String kind;
  private final String thaw;
  private final CountDownLatch until = new CountDownLatch(1);

  /**
   * Holds them.
   *
   * @param thaw until after the first write of the kind, or late
   */
  HeldEvents(String service, String kind, String thaw) {
    this.service = service;
    this.kind = kind;
    this.thaw = thaw;
  }

  @Override
  void release() {
    thaw();
  }

  @Override
  void acted(Lane lane, Stage stage) {
    thawAfter(LATE_MILLIS);
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    boolean first =
        thaw.equals("after")
            && Write.about(service, call)
                .filter(write -> kind.equals(PRIMARY) || kind.equals(Write.kind(write)))
                .isPresent();
    if (first) {
      thawAfter(AFTER_MILLIS);
    }
    return Optional.empty();
  }

  @Override
  public void beforeEvent(ApiCall watch, String event) throws InterruptedException {
    if (watch.isOf(kind) && isAbout(event, service) && until.getCount() > 0) {
      if (!isMet()) {
        // A workload may wait for what only these events bring about.
        thawAfter(LATE_MILLIS);
      }
      happened();
      until.await();
    }
  }

  /** The event is of the service, or of an object in its namespace. */
  static boolean isAbout(String event, String service) {
    return event.contains("\"name\":\"%s\"".formatted(service))
        || event.contains("\"namespace\":\"%s\"".formatted(service));
  }

  private void thawAfter(long millis) {
    Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    var unused = CompletableFuture.runAsync(this::thaw, later);
  }

  private synchronized void thaw() {
    if (until.getCount() > 0) {
      until.countDown();
      end();
    }
  }

  /** What was written is known without its event. */
  @Override
  int attempts() {
    return 1;
  }
}
