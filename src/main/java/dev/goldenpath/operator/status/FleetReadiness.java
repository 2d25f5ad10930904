package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import java.util.Locale;
import java.util.Optional;

/** How a service is counted: by who must act, if anybody. */
public enum FleetReadiness {
  /** It is Ready. */
  READY,
  /** Time will bring it on. */
  PROGRESSING,
  /** A person of the platform must look. */
  STALLED,
  /** All that the platform makes is ready; the team's own image is not, or its route. */
  UNHEALTHY;

  /** As in a metric: {@code unhealthy}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That of a service with this status. */
  public static FleetReadiness of(Optional<GoldenServiceStatus> status) {
    if (holds(status, ConditionType.READY)) {
      return READY;
    }
    boolean isPlatforms = isHeldUp(status, /* isTeams= */ false);
    if (isHeldUp(status, /* isTeams= */ true) && !isPlatforms) {
      return UNHEALTHY;
    }
    return StatusAssembler.find(status, ConditionType.STALLED)
            .filter(stalled -> stalled.holds() && !isTeams(stalled.reason()))
            .isPresent()
        ? STALLED
        : PROGRESSING;
  }

  private static boolean isHeldUp(Optional<GoldenServiceStatus> status, boolean isTeams) {
    return Components.ALL.stream()
        .anyMatch(each -> each.isTeams() == isTeams && isHeldUpBy(status, each));
  }

  /** Whether a summary is about what the team runs. */
  private static boolean isTeams(String reason) {
    return Components.ALL.stream()
        .anyMatch(each -> each.isTeams() && reason.startsWith(each.capitalised()));
  }

  /** An ejected component holds nothing up. */
  private static boolean isHeldUpBy(Optional<GoldenServiceStatus> status, Component component) {
    return StatusAssembler.find(status, component.conditionType())
        .filter(condition -> !condition.holds())
        .filter(condition -> !condition.reason().equals(Reason.EJECTED_AND_MISSING))
        .isPresent();
  }

  private static boolean holds(Optional<GoldenServiceStatus> status, String type) {
    return StatusAssembler.find(status, type).filter(StatusCondition::holds).isPresent();
  }
}
