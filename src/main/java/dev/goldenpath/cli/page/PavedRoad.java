package dev.goldenpath.cli.page;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A new service by one command: the operator does the rest. */
final class PavedRoad {
  private final Kubectl kubectl;
  private final String run;

  /**
   * A road.
   *
   * @param run the value of the label on all that it makes
   */
  PavedRoad(Kubectl kubectl, String run) {
    this.kubectl = kubectl;
    this.run = run;
  }

  /**
   * Makes a service and follows it; returns only if that failed, or by an interruption.
   *
   * @param show sees every state
   */
  void travel(NewService service, Consumer<RunState> show) throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    // Unlike apply, create never changes a service that is there already.
    List<String> command = List.of("create", "-f", "-");
    RunState state =
        RunState.start(service, Map.of("name, team, tier", service.values().size()))
            .withCommand("kubectl " + String.join(" ", command));
    show.accept(state);
    try {
      kubectl.run(service.resource(Demo.LABEL, run).toString(), command);
    } catch (KubectlFailure failure) {
      show.accept(state.with(RunState.FAILED, Words.of(failure), watch.millis()));
      return;
    }
    new ProgressFollower(kubectl, state, watch, show).follow(service.name());
  }
}
