package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** For a while the operator gets nothing done: all that it asks fails, or is never answered. */
final class Outage extends Disturbance {
  static final List<String> WAYS = List.of("refused", "frozen", "503");

  private final Duration lasts;
  private final String way;
  private final CountDownLatch until = new CountDownLatch(1);

  /**
   * An outage.
   *
   * @param lasts such as {@code 300s}
   */
  Outage(String lasts, String way) {
    this.lasts = Duration.parse("PT" + lasts.toUpperCase(Locale.ROOT));
    this.way = way;
  }

  @Override
  void begin(Lane lane, Stage stage) {
    lane.disturb(this);
    if (!way.equals("frozen")) {
      lane.replicas().forEach(each -> each.route().endWatches());
    }
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    if (until.getCount() == 0) {
      return Optional.empty();
    }
    happened();
    return Optional.of(
        switch (way) {
          case "frozen" ->
              passage -> {
                until.await();
                passage.hangUp();
              };
          case "503" -> Fault.answer(503);
          default -> Fault.cutBefore();
        });
  }

  @Override
  public void beforeEvent(ApiCall watch, String event) throws InterruptedException {
    if (until.getCount() > 0) {
      happened();
      until.await();
    }
  }

  @Override
  void release() {
    until.countDown();
  }

  @Override
  void acted(Lane lane, Stage stage) {
    try {
      var unused = until.await(lasts.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    until.countDown();
    end();
  }

  @Override
  int attempts() {
    return (int) lasts.toSeconds();
  }
}
