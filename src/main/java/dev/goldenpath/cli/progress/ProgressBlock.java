package dev.goldenpath.cli.progress;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A service on one screen: a line for the whole, one for each component, and one for what a person
 * must look at.
 *
 * @param color whether marks are colored
 */
record ProgressBlock(boolean color) {
  private static final int HEADER = 80;
  private static final Set<String> EJECTED = Set.of(Reason.EJECTED, Reason.EJECTED_AND_MISSING);

  /** What a line begins with. */
  private enum Mark {
    READY("✔", 32),
    WAITING("●", 33),
    PROBLEM("!", 31);

    private final String text;
    private final int color;

    Mark(String text, int color) {
      this.text = text;
      this.color = color;
    }
  }

  /** Its lines. */
  List<String> lines(GoldenService service, Stopwatch stopwatch, Instant now) {
    ServiceState state = new ServiceState(service);
    List<String> lines = new ArrayList<>();
    lines.add(header(state, stopwatch, now));
    for (Component component : Components.ALL) {
      state
          .condition(component.conditionType())
          .filter(condition -> !condition.reason().equals(Reason.NOT_REQUESTED))
          .ifPresent(
              condition ->
                  lines.add(
                      "  %s %s"
                          .formatted(
                              marked(mark(state, condition)),
                              line(
                                  component.name(),
                                  stopwatch.of(service, condition, now),
                                  message(condition)))));
    }
    if (!Progress.isTelling(service)) {
      lines.add("  %s %s".formatted(marked(Mark.WAITING), state.summary()));
    } else if (state.isTerminating()) {
      lines.add("  %s %s".formatted(marked(Mark.PROBLEM), "being deleted: " + state.summary()));
    } else if (state.stalled().isPresent()) {
      lines.add("  %s %s".formatted(marked(Mark.PROBLEM), state.summary()));
    }
    state
        .rejected()
        .ifPresent(
            problems ->
                lines.add("  %s %s".formatted(marked(Mark.PROBLEM), ServiceState.plain(problems))));
    return lines;
  }

  private static String header(ServiceState state, Stopwatch stopwatch, Instant now) {
    GoldenServiceSpec spec =
        Objects.requireNonNullElseGet(state.service().getSpec(), GoldenServiceSpec::new);
    String path =
        state
            .status()
            .map(GoldenServiceStatus::path)
            .map(of -> "   path %s %s".formatted(of.name(), of.version()))
            .orElse("");
    String title =
        "%s   %s   team %s%s".formatted(state.name(), spec.getTier(), spec.getTeam(), path);
    Optional<Duration> total =
        state
            .condition(ConditionType.READY)
            .flatMap(ready -> stopwatch.of(state.service(), ready, now));
    return ("%-" + HEADER + "s%5s")
        .formatted(ServiceState.plain(title), total.map(Elapsed::clock).orElse(""))
        .stripTrailing();
  }

  private static String line(String name, Optional<Duration> time, String message) {
    return "%-12s%5s   %s"
        .formatted(name, time.map(Elapsed::clock).orElse(""), message)
        .stripTrailing();
  }

  /** That it is ready needs no more words, unless somebody else is to thank for it. */
  private static String message(StatusCondition condition) {
    return condition.holds() && !condition.reason().equals(Reason.EJECTED)
        ? ""
        : ServiceState.plain(condition.message());
  }

  private static Mark mark(ServiceState state, StatusCondition condition) {
    if (condition.holds()) {
      return Mark.READY;
    }
    return EJECTED.contains(condition.reason()) || isBlocked(state, condition)
        ? Mark.PROBLEM
        : Mark.WAITING;
  }

  private static boolean isBlocked(ServiceState state, StatusCondition condition) {
    return state
        .stalled()
        .filter(stalled -> stalled.message().endsWith(": " + condition.message()))
        .isPresent();
  }

  private String marked(Mark mark) {
    return color ? "\u001b[%dm%s\u001b[0m".formatted(mark.color, mark.text) : mark.text;
  }
}
