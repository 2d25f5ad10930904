package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.Passage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A write outlives its process: it reaches the API server when another process has done the work,
 * and people have gone on.
 */
final class LateWrite extends Disturbance {
  private final AtWrite write;
  private final CountDownLatch deliver = new CountDownLatch(1);
  private final CountDownLatch delivered = new CountDownLatch(1);

  LateWrite(String service, String write) {
    this.write = new AtWrite(service, write, this::delay);
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    return write.on(replica, call);
  }

  private void delay(Replica replica, Passage passage) throws IOException, InterruptedException {
    happened();
    replica.kill();
    deliver.await();
    passage.forward().body().close();
    delivered.countDown();
  }

  @Override
  void release() {
    deliver.countDown();
  }

  @Override
  void acted(Lane lane, Stage stage) {
    if (!isMet()) {
      return;
    }
    lane.awaitReady();
    stage.await(
        "settled",
        () -> {
          Trial.awaitQuiet(lane, stage);
          return stage.state().isSettled();
        });
    deliver.countDown();
    stage.await("written to late", () -> delivered.getCount() == 0);
    end();
  }
}
