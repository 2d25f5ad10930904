package dev.goldenpath.cli.page;

import dev.goldenpath.cli.page.RunState.ComponentState;
import dev.goldenpath.cli.progress.ServiceState;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far a service is, read from its status. */
final class Progress {
  private Progress() {}

  /**
   * The state after a change of the service.
   *
   * @param before the state until then
   * @param millis since the start; null if the start was not seen
   */
  static RunState after(RunState before, GoldenService now, @Nullable Long millis) {
    Optional<GoldenServiceStatus> status = Optional.ofNullable(now.getStatus());
    List<ComponentState> components =
        Components.ALL.stream()
            .flatMap(component -> component(before, component, status, millis))
            .toList();
    Optional<StatusCondition> ready = StatusAssembler.find(status, ConditionType.READY);
    Optional<StatusCondition> stalled =
        StatusAssembler.find(status, ConditionType.STALLED).filter(StatusCondition::holds);
    String state =
        stalled.isPresent()
            ? RunState.STALLED
            : new ServiceState(now).isSpecObserved()
                    && ready.filter(StatusCondition::holds).isPresent()
                ? RunState.READY
                : RunState.RUNNING;
    // The time is that of the first moment at which everything was there.
    long since =
        before.isComplete() && state.equals(RunState.READY)
            ? before.millis()
            : Objects.requireNonNullElse(millis, 0L);
    return before
        .of(now.getSpec())
        .with(components)
        .with(state, stalled.or(() -> ready).map(Progress::message).orElse(""), since);
  }

  private static Stream<ComponentState> component(
      RunState before,
      Component component,
      Optional<GoldenServiceStatus> status,
      @Nullable Long millis) {
    return StatusAssembler.find(status, component.conditionType())
        .filter(condition -> !condition.reason().equals(Reason.NOT_REQUESTED))
        .map(
            condition ->
                new ComponentState(
                    component.name(),
                    condition.holds() ? RunState.READY : ComponentState.WAITING,
                    condition.holds() && !condition.reason().equals(Reason.EJECTED)
                        ? ""
                        : message(condition),
                    condition.holds() ? firstReady(before, component.name(), millis) : null))
        .stream();
  }

  private static @Nullable Long firstReady(
      RunState before, String component, @Nullable Long millis) {
    return before.components().stream()
        .filter(each -> each.name().equals(component) && each.millis() != null)
        .findFirst()
        .map(ComponentState::millis)
        .orElse(millis);
  }

  private static String message(StatusCondition condition) {
    return MessageText.plain(condition.message(), RunState.LONGEST);
  }
}
