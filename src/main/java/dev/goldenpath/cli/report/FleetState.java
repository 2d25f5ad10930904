package dev.goldenpath.cli.report;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.status.FleetReadiness;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.Locale;
import java.util.Optional;

/** The state in which a service is counted; each is in one of them, in the order of a report. */
public enum FleetState {
  /** It is Ready. */
  READY,
  /** A person of the platform must look. */
  STALLED,
  /** All that the platform makes is ready; the team's own image is not, or its route. */
  UNHEALTHY,
  /** Time will bring it on. */
  PROGRESSING,
  /** Nothing is written for it, ready or not. */
  PAUSED;

  /** As in JSON: {@code ready}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As in a sentence; conditions are written as the status has them. */
  String title() {
    return switch (this) {
      case READY -> ConditionType.READY;
      case STALLED -> ConditionType.STALLED;
      case UNHEALTHY, PROGRESSING, PAUSED -> text();
    };
  }

  /** That of a service with this status. */
  static FleetState of(Optional<GoldenServiceStatus> status) {
    if (StatusAssembler.find(status, ConditionType.PAUSED)
        .filter(StatusCondition::holds)
        .isPresent()) {
      return PAUSED;
    }
    return switch (FleetReadiness.of(status)) {
      case READY -> READY;
      case STALLED -> STALLED;
      case UNHEALTHY -> UNHEALTHY;
      case PROGRESSING -> PROGRESSING;
    };
  }
}
