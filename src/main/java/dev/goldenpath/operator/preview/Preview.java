package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.hatch.RejectedHatch;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.preview.ServicePreview.Staying;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate would do to a fleet. The services are added one by one; then it says what to
 * try, and with the answers it gives the result. Of a service, nothing is kept but what it adds to
 * counters, and its name if it becomes an example. For one thread.
 *
 * <pre>{@code
 * Preview preview = new Preview(plans, candidate, "1.0.0", 20);
 * services.forEach(preview::add);
 * Map<DryRun, Verdict> answers = tryOut(preview.dryRuns());
 * PreviewResult result = preview.result(answers);
 * }</pre>
 */
public final class Preview {
  /** Conflicts of one service that may be listed: one service must not fill the list. */
  private static final int CONFLICTS_OF_ONE = 5;

  private final ServiceComparison comparison;
  private final String comparedWith;
  private final int mostPerKind;
  private final FleetChanges fleet;
  private final Map<Staying, Integer> staying = new EnumMap<>(Staying.class);
  private final List<PreviewResult.Conflict> conflicts = new ArrayList<>();
  private int total;
  private int unchanged;
  private int unsafe;
  private int inConflict;
  private int moreConflicts;

  /**
   * A preview of an empty fleet.
   *
   * @param comparedWith the version that the fleet has now, for people
   * @param mostPerKind how many services to try for each kind of change; 0 for none
   */
  public Preview(PlanResolver plans, GoldenPath candidate, String comparedWith, int mostPerKind) {
    this.comparison = new ServiceComparison(plans, candidate);
    this.comparedWith = comparedWith;
    this.mostPerKind = mostPerKind;
    this.fleet = new FleetChanges(Math.max(mostPerKind, Bounds.PREVIEW_EXAMPLES));
  }

  /** Adds a service. */
  public void add(PreviewedService service) {
    ServicePreview preview = comparison.compare(service);
    total++;
    switch (preview.type()) {
      case UNCHANGED -> {
        unchanged++;
        unsafe += preview.effects().contains(Effect.UNSAFE) ? 1 : 0;
        preview.staying().ifPresent(why -> staying.merge(why, 1, Integer::sum));
      }
      case CONFLICT -> {
        inConflict++;
        addConflicts(service.name(), preview.conflicts());
      }
      case CHANGED, UNKNOWN, REFUSED -> fleet.add(service, preview);
    }
  }

  private void addConflicts(String service, List<RejectedHatch> hatches) {
    int room = Math.min(CONFLICTS_OF_ONE, Bounds.PREVIEW_CONFLICTS - conflicts.size());
    hatches.stream()
        .limit(room)
        .map(
            hatch ->
                new PreviewResult.Conflict(
                    service, hatch.key(), MessageText.plain(hatch.problem(), Bounds.MESSAGE - 1)))
        .forEach(conflicts::add);
    moreConflicts += Math.max(0, hatches.size() - room);
  }

  /** The objects to try, each once: at most {@link DryRun#BUDGET}. */
  public List<DryRun> dryRuns() {
    return DryRunPlan.of(fleet.kinds(), mostPerKind, DryRun.BUDGET);
  }

  /**
   * The result.
   *
   * @param answers the answers to {@link #dryRuns}, as far as there are any
   */
  public PreviewResult result(Map<DryRun, Verdict> answers) {
    Verdicts verdicts = new Verdicts(answers);
    FleetCounts counts = FleetCounts.of(fleet, verdicts);
    ListedChanges listed = new ListedChanges(verdicts);
    List<PreviewResult.Change> changes =
        fleet.kinds().stream()
            .flatMap(kind -> listed.of(kind).stream())
            .sorted((one, other) -> Integer.compare(other.services(), one.services()))
            .toList();
    return new PreviewResult(
        comparedWith,
        new PreviewResult.Services(
            total,
            unchanged,
            counts.services(ServiceClass.CHANGED),
            inConflict,
            counts.services(ServiceClass.REFUSED),
            counts.services(ServiceClass.UNKNOWN),
            new PreviewResult.Staying(
                staying(Staying.PINNED), staying(Staying.HELD), staying(Staying.PAUSED))),
        counts.effects(unsafe),
        new PreviewResult.DryRuns(verdicts.size(), DryRun.BUDGET, DryRun.PER_SECOND),
        changes.stream().limit(Bounds.PREVIEW_CHANGES).toList(),
        conflicts,
        leftOut(changes.size()));
  }

  private int staying(Staying why) {
    return staying.getOrDefault(why, 0);
  }

  private PreviewResult.@Nullable LeftOut leftOut(int changes) {
    PreviewResult.LeftOut leftOut =
        new PreviewResult.LeftOut(
            Math.max(0, changes - Bounds.PREVIEW_CHANGES),
            moreConflicts,
            fleet.untracked(),
            fleet.unlike());
    return leftOut.equals(new PreviewResult.LeftOut(0, 0, 0, 0)) ? null : leftOut;
  }
}
