package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import dev.goldenpath.operator.support.Passage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** One write is never answered, whether the server has heard of it or not. */
final class Hang extends Disturbance {
  private final AtWrite write;
  private final boolean committed;
  private final CountDownLatch until = new CountDownLatch(1);

  Hang(String service, String write, boolean committed) {
    this.write = new AtWrite(service, write, this::hold);
    this.committed = committed;
  }

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    return write.on(replica, call);
  }

  private void hold(Replica replica, Passage passage) throws IOException, InterruptedException {
    happened();
    if (committed) {
      passage.forward().body().close();
    }
    // The operator itself must give up on it.
    end();
    until.await();
    passage.hangUp();
  }

  @Override
  void release() {
    until.countDown();
  }
}
