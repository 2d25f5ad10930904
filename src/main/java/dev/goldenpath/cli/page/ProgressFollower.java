package dev.goldenpath.cli.page;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.progress.FollowedService;
import dev.goldenpath.cli.progress.Sighting;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what happens to a service into states of a run. */
final class ProgressFollower {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long RETRY_SECONDS = 1;

  private final Kubectl kubectl;
  private final @Nullable Stopwatch watch;
  private final Consumer<RunState> show;
  private RunState state;

  /**
   * A follower.
   *
   * @param watch null if the start of the service is not seen, so that nothing can be timed
   */
  ProgressFollower(
      Kubectl kubectl, RunState start, @Nullable Stopwatch watch, Consumer<RunState> show) {
    this.kubectl = kubectl;
    this.state = start;
    this.watch = watch;
    this.show = show;
  }

  /** Shows it, and every failure of kubectl, until the thread is interrupted. */
  void follow(String name) throws InterruptedException {
    while (true) {
      try (FollowedService followed =
          new FollowedService(kubectl.holding(), text -> failed(Words.of(text)), name, PATIENCE)) {
        while (true) {
          followed.next(PATIENCE).ifPresent(this::take);
        }
      } catch (KubectlFailure failure) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        failed(Words.of(failure));
      }
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
    }
  }

  private void take(Sighting seen) {
    if (seen instanceof Sighting.Present present) {
      show(Progress.after(state, present.service(), watch == null ? null : watch.millis()));
    } else {
      show(state.with(RunState.GONE, "there is no such service, or it was deleted", millis()));
    }
  }

  private void failed(String said) {
    show(state.with(state.state(), said, millis()));
  }

  private long millis() {
    return watch == null ? 0 : watch.millis();
  }

  private void show(RunState next) {
    state = next;
    show.accept(next);
  }
}
