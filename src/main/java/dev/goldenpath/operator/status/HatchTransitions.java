package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.EventReason;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.api.StatusCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The Events about hatches: opened, closed, refused and overdue. */
public final class HatchTransitions {
  private HatchTransitions() {}

  /** The Events between one status and the next. */
  public static List<Transition> between(
      Optional<GoldenServiceStatus> before, GoldenServiceStatus after) {
    List<OpenHatch> old = before.stream().flatMap(OpenHatch::in).toList();
    List<OpenHatch> open = OpenHatch.in(after).toList();
    List<Transition> transitions = new ArrayList<>();
    open.stream()
        .filter(hatch -> old.stream().noneMatch(was -> isUnchanged(was.entry(), hatch.entry())))
        .forEach(hatch -> transitions.add(opened(hatch)));
    old.stream()
        .filter(hatch -> open.stream().noneMatch(is -> is.entry().isSame(hatch.entry())))
        .forEach(hatch -> transitions.add(closed(hatch)));
    after.conditions().stream()
        .filter(condition -> isNews(condition, before))
        .flatMap(condition -> warning(condition).stream())
        .forEach(transitions::add);
    return transitions;
  }

  private static Optional<Transition> warning(StatusCondition condition) {
    return switch (condition.type()) {
      case ConditionType.HATCHES_ACCEPTED ->
          condition.holds()
              ? Optional.empty()
              : Optional.of(new Transition(true, EventReason.HATCH_REJECTED, condition.message()));
      case ConditionType.HATCHES_OVERDUE ->
          Optional.of(new Transition(true, EventReason.HATCH_OVERDUE, condition.message()));
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

  private static boolean isUnchanged(HatchStatus before, HatchStatus now) {
    return before.isSame(now)
        && Objects.equals(before.value(), now.value())
        && Objects.equals(before.standard(), now.standard());
  }

  private static Transition opened(OpenHatch hatch) {
    String what =
        switch (hatch.kind()) {
          case OVERRIDE ->
              hatch.entry().value()
                  + " instead of "
                  + hatch.entry().standard()
                  + (hatch.isUnsafe() ? "; unsafe: it lowers what the platform guarantees" : "");
          case PATCH -> "the patch is applied";
          case EJECT -> "the operator no longer manages the component";
          case UNMANAGED -> "the operator no longer manages the object";
          case PAUSE -> "the operator writes nothing for the service";
          case PIN -> "the service stays on " + hatch.entry().value();
        };
    String why = hatch.why().isEmpty() ? "" : " (" + hatch.why() + ")";
    return new Transition(
        hatch.isUnsafe(), EventReason.HATCH_OPENED, hatch.name() + ": " + what + why);
  }

  private static Transition closed(OpenHatch hatch) {
    String what =
        switch (hatch.kind()) {
          case OVERRIDE -> "the tier's value applies again";
          case PATCH -> "the patch is removed";
          case EJECT -> "the operator manages the component again";
          case UNMANAGED -> "the operator manages the object again";
          case PAUSE -> "the operator manages the service again";
          case PIN -> "new revisions of the golden path reach the service again";
        };
    return new Transition(false, EventReason.HATCH_CLOSED, hatch.name() + ": " + what);
  }
}
