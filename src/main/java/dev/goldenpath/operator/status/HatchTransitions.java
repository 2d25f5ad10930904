package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The Events about hatches: opened, closed, refused and overdue. */
public final class HatchTransitions {
  private HatchTransitions() {}

  /** Those that lead from one status to the next. */
  public static List<Transition> between(
      Optional<GoldenServiceStatus> before, GoldenServiceStatus after) {
    List<OpenHatch> old = before.stream().flatMap(OpenHatch::in).toList();
    List<OpenHatch> open = OpenHatch.in(after).toList();
    List<Transition> transitions = new ArrayList<>();
    open.stream()
        .filter(
            hatch ->
                old.stream()
                    .noneMatch(was -> was.isSame(hatch) && was.detail().equals(hatch.detail())))
        .forEach(hatch -> transitions.add(opened(hatch)));
    old.stream()
        .filter(hatch -> open.stream().noneMatch(is -> is.isSame(hatch)))
        .forEach(hatch -> transitions.add(closed(hatch)));
    after.conditions().stream()
        .filter(condition -> isNews(condition, before))
        .flatMap(condition -> warning(condition).stream())
        .forEach(transitions::add);
    return transitions;
  }

  private static Optional<Transition> warning(StatusCondition condition) {
    return switch (condition.type()) {
      case StatusAssembler.OVERRIDES_ACCEPTED ->
          condition.holds()
              ? Optional.empty()
              : Optional.of(new Transition(true, "OverridesRejected", condition.message()));
      case StatusAssembler.ESCAPES_OVERDUE ->
          Optional.of(new Transition(true, "EscapeOverdue", condition.message()));
      default -> Optional.empty();
    };
  }

  private static boolean isNews(StatusCondition condition, Optional<GoldenServiceStatus> before) {
    return StatusAssembler.find(before, condition.type())
        .filter(
            was ->
                was.status().equals(condition.status())
                    && Objects.equals(was.message(), condition.message()))
        .isEmpty();
  }

  private static Transition opened(OpenHatch hatch) {
    String why = hatch.why().isEmpty() ? "" : " (" + hatch.why() + ")";
    return switch (hatch.kind()) {
      case OVERRIDE ->
          new Transition(false, "Overridden", hatch.subject() + " " + hatch.detail() + why);
      case UNSAFE_OVERRIDE ->
          new Transition(
              true,
              "Overridden",
              hatch.subject()
                  + " "
                  + hatch.detail()
                  + why
                  + "; unsafe: it lowers what the platform guarantees");
      case PATCH -> new Transition(false, "Patched", hatch.subject() + " has a patch" + why);
      case EJECT -> new Transition(false, "Ejected", hatch.subject() + " is its owner's now" + why);
      case UNMANAGED ->
          new Transition(false, "Unmanaged", hatch.subject() + " is its owner's now" + why);
      case PAUSE -> new Transition(false, "Paused", "nothing is written for the service" + why);
    };
  }

  private static Transition closed(OpenHatch hatch) {
    return switch (hatch.kind()) {
      case OVERRIDE, UNSAFE_OVERRIDE ->
          new Transition(false, "OverrideRemoved", hatch.subject() + " is as the tier has it");
      case PATCH -> new Transition(false, "PatchRemoved", hatch.subject() + " has no patch");
      case EJECT, UNMANAGED ->
          new Transition(false, "TakenBack", hatch.subject() + " is managed again");
      case PAUSE -> new Transition(false, "Resumed", "the service is managed again");
    };
  }
}
