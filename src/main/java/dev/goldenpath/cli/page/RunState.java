package dev.goldenpath.cli.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service on one of the roads, as the page shows it.
 *
 * @param state running, ready, stalled, failed or gone; applied for objects that nobody watches
 * @param message for people; what kubectl said if it failed
 * @param millis since the start, when this was written
 * @param commands run by the person on that road, in order
 * @param values how many values were written, by what they belong to
 * @param components in the product's order
 */
record RunState(
    String name,
    String team,
    String tier,
    String state,
    String message,
    long millis,
    List<String> commands,
    Map<String, Integer> values,
    List<ComponentState> components) {
  static final String RUNNING = "running";
  static final String READY = "ready";
  static final String APPLIED = "applied";
  static final String STALLED = "stalled";
  static final String FAILED = "failed";
  static final String GONE = "gone";

  /** What is shown of a text from the cluster. */
  static final int LONGEST = 400;

  /**
   * One component.
   *
   * @param state waiting, ready or applied
   * @param millis from the start until it was ready; null before
   */
  record ComponentState(String name, String state, String message, @Nullable Long millis) {
    static final String WAITING = "waiting";
  }

  /**
   * One phase.
   *
   * @param note shown instead of components, if it has none
   */
  record PhaseState(String name, String note, List<ComponentState> components) {}

  /** The phases with their components. */
  @JsonProperty
  List<PhaseState> phases() {
    return Arrays.stream(Phase.values())
        .map(
            phase ->
                new PhaseState(
                    phase.text(),
                    phase.isNotPartOfRun() ? "not part of this run" : "",
                    components.stream().filter(each -> Phase.of(each.name()) == phase).toList()))
        .toList();
  }

  /** The start of a run. */
  static RunState start(NewService service, Map<String, Integer> values) {
    return new RunState(
        service.name(),
        service.team(),
        service.tier(),
        RUNNING,
        "",
        0,
        List.of(),
        values,
        List.of());
  }

  /** The same with another outcome. */
  RunState with(String otherState, String otherMessage, long otherMillis) {
    return new RunState(
        name, team, tier, otherState, otherMessage, otherMillis, commands, values, components);
  }

  /** The same with the team and the tier that the service has. */
  RunState of(@Nullable GoldenServiceSpec spec) {
    return new RunState(
        name,
        spec == null || spec.getTeam() == null ? team : MessageText.plain(spec.getTeam(), LONGEST),
        spec == null || spec.getTier() == null ? tier : MessageText.plain(spec.getTier(), LONGEST),
        state,
        message,
        millis,
        commands,
        values,
        components);
  }

  /** The same after one more command. */
  RunState withCommand(String command) {
    List<String> more = new ArrayList<>(commands);
    more.add(command);
    return new RunState(
        name, team, tier, state, message, millis, List.copyOf(more), values, components);
  }

  /** The same with other components. */
  RunState with(List<ComponentState> others) {
    return new RunState(name, team, tier, state, message, millis, commands, values, others);
  }

  /** Whether more is to come. */
  boolean isRunning() {
    return state.equals(RUNNING);
  }

  /** Whether everything is there. */
  boolean isComplete() {
    return state.equals(READY) || state.equals(APPLIED);
  }
}
