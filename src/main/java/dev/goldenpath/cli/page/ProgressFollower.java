package dev.goldenpath.cli.page;

import dev.goldenpath.operator.api.GoldenService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what happens to a service into states of a run. */
final class ProgressFollower implements ServiceFollower.Listener {
  private final @Nullable Stopwatch watch;
  private final Consumer<RunState> show;
  private RunState state;

  /**
   * A follower.
   *
   * @param watch null if the start of the service is not seen, so that nothing can be timed
   */
  ProgressFollower(RunState start, @Nullable Stopwatch watch, Consumer<RunState> show) {
    this.state = start;
    this.watch = watch;
    this.show = show;
  }

  @Override
  public void changed(GoldenService now) {
    show(Progress.after(state, now, watch == null ? null : watch.millis()));
  }

  @Override
  public void absent() {
    show(state.with(RunState.GONE, "there is no such service, or it was deleted", millis()));
  }

  @Override
  public void failed(String said) {
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
