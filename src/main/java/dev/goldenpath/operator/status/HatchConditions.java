package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.hatch.Hatches;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions about hatches. Ready does not depend on them: an invalid hatch has no effect, and
 * everything else continues.
 */
final class HatchConditions {
  private HatchConditions() {}

  static void add(
      Conditions conditions,
      Hatches hatches,
      List<ComponentFact> facts,
      List<OpenHatch> open,
      LocalDate today) {
    String rejected =
        Stream.concat(
                hatches.rejected().stream(),
                facts.stream().flatMap(fact -> fact.hatches().rejected().stream()))
            .map(each -> each.key() + ": " + each.problem())
            .collect(Collectors.joining("; "));
    if (rejected.isEmpty()) {
      conditions.add(
          ConditionType.HATCHES_ACCEPTED,
          true,
          open.isEmpty() ? Reason.NO_HATCHES : Reason.ACCEPTED,
          inUse(open));
    } else {
      conditions.add(
          ConditionType.HATCHES_ACCEPTED, false, Reason.REJECTED, rejected, Bounds.LONGEST_MESSAGE);
    }
    hatches
        .paused()
        .ifPresent(
            reason -> conditions.add(ConditionType.PAUSED, true, Reason.PAUSED, reason.words()));
    String overdue =
        open.stream()
            .filter(hatch -> hatch.isOverdue(today))
            .map(hatch -> hatch.name() + " was to be closed by " + hatch.until().orElseThrow())
            .collect(Collectors.joining("; "));
    if (!overdue.isEmpty()) {
      conditions.add(ConditionType.HATCHES_OVERDUE, true, Reason.PAST_UNTIL, overdue);
    }
  }

  private static String inUse(List<OpenHatch> open) {
    String unsafe =
        open.stream()
            .filter(OpenHatch::isUnsafe)
            .map(hatch -> hatch.entry().target())
            .collect(Collectors.joining(", "));
    return open.isEmpty()
        ? ""
        : open.size() + " open" + (unsafe.isEmpty() ? "" : "; unsafe: " + unsafe);
  }
}
