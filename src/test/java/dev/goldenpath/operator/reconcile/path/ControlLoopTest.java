package dev.goldenpath.operator.reconcile.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ControlLoopTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void changes_that_come_while_a_look_is_due_are_one_look() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ControlLoop loop =
        new ControlLoop(
            "a test",
            () -> {
              looks.incrementAndGet();
              first.countDown();
              go.await();
            })) {
      loop.soon();
      first.await();
      loop.soon();
      loop.soon();
      loop.soon();
      go.countDown();
      await().until(() -> looks.get() == 2);
      loop.soon();
      await().until(() -> looks.get() == 3);
    }
    assertThat(looks).hasValue(3);
  }

  @Test
  void a_look_that_fails_is_repeated_at_the_interval() {
    try (ControlLoop loop =
        new ControlLoop(
            "a test",
            () -> {
              if (looks.incrementAndGet() == 1) {
                throw new AssertionError("the first look");
              }
            })) {
      loop.start(Duration.ZERO, Duration.ofMillis(1));
      await().until(() -> looks.get() > 2);
    }
  }

  @Test
  void the_end_waits_for_a_look_and_ends_a_pause_of_it() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean wasClosed = new AtomicBoolean();
    AtomicBoolean isDone = new AtomicBoolean();
    ControlLoop[] loop = new ControlLoop[1];
    loop[0] =
        new ControlLoop(
            "a test",
            () -> {
              begun.countDown();
              wasClosed.set(loop[0].isClosedWithin(NEVER));
              isDone.set(true);
            });
    loop[0].start(Duration.ZERO, NEVER);
    begun.await();

    loop[0].close();

    assertThat(isDone).isTrue();
    assertThat(wasClosed).isTrue();
    loop[0].soon();
    assertThat(loop[0].isClosed()).isTrue();
  }
}
