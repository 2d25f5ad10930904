package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.FailedPath;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.reconcile.path.ObservedFleet;
import dev.goldenpath.operator.reconcile.watch.Fleet;
import dev.goldenpath.operator.rollout.FailureReason;
import dev.goldenpath.operator.rollout.Health;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.ServiceFact;
import dev.goldenpath.operator.rollout.ServicePlacement;
import dev.goldenpath.operator.rollout.TargetEffect;
import dev.goldenpath.operator.status.StatusAssembler;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fleet as a rollout sees it: what the statuses say, and what the target would do. */
final class FleetObserver implements ObservedFleet {
  private final Fleet fleet;
  private final Paths paths;
  private final ServicePlanner planner;
  private final TargetEffects effects;
  private final PathHolds holds;
  private final BooleanSupplier leading;

  FleetObserver(
      Fleet fleet,
      Paths paths,
      ServicePlanner planner,
      TargetEffects effects,
      PathHolds holds,
      BooleanSupplier leading) {
    this.fleet = fleet;
    this.paths = paths;
    this.planner = planner;
    this.effects = effects;
    this.holds = holds;
    this.leading = leading;
  }

  @Override
  public boolean knows(String revision) {
    return paths.document(revision).isPresent();
  }

  @Override
  public Map<String, ServiceFact> services(String target) {
    Map<String, ServiceFact> services = new HashMap<>();
    fleet
        .services()
        .filter(service -> !service.isMarkedForDeletion())
        .forEach(service -> services.put(service.getMetadata().getName(), fact(service, target)));
    effects.retain(services.keySet());
    return services;
  }

  /**
   * Reconciles the services that are to have another revision since the last change, and those
   * whose status must say something else about it. For the others, nothing has changed. A replica
   * that does not lead compares nobody: when it begins to, it reconciles every service.
   */
  void reconcileMoved() {
    if (leading.getAsBoolean()) {
      fleet.reconcile(this::isConcerned);
    }
  }

  private boolean isConcerned(GoldenService service) {
    ServicePlacement placement = placement(service);
    return paths.isMoved(placement)
        || (isPinned(service) && paths.isKnownOther())
        || (isUsable(service)
            && !service.isMarkedForDeletion()
            && holds.isNews(service, placement));
  }

  private static boolean isPinned(GoldenService service) {
    return service.getMetadata().getAnnotations().containsKey(Annotations.PIN);
  }

  /** Only a service with a pin, or whose status was lost, needs its memory. */
  private ServicePlacement placement(GoldenService service) {
    @Nullable PathRef path = ServiceRevisions.pathOf(service);
    return planner.placement(
        service,
        path == null || path.version() == null || isPinned(service)
            ? planner.remembered(service)
            : RememberedHatches.NONE);
  }

  private ServiceFact fact(GoldenService service, String target) {
    @Nullable PathRef path = ServiceRevisions.pathOf(service);
    ServicePlacement placement = placement(service);
    boolean isPaused = service.getMetadata().getAnnotations().containsKey(Annotations.PAUSED);
    TargetEffect effect = effects.of(service, placement, target);
    return new ServiceFact(
        placement,
        isPaused || !isUsable(service),
        health(service),
        new TargetEffect(
            effect.changes(), effect.mayCause(), effect.conflicts(), refusal(path, target)));
  }

  /** Whether it has a plan at all. */
  private static boolean isUsable(GoldenService service) {
    return service.getSpec().getTeam() != null && service.getSpec().getTier() != null;
  }

  private static TargetEffect.@Nullable Refusal refusal(@Nullable PathRef path, String target) {
    @Nullable FailedPath failed = path == null ? null : path.failed();
    @Nullable Instant at = failed == null ? null : Timestamp.read(failed.at()).orElse(null);
    return failed != null
            && at != null
            && target.equals(failed.version())
            && FailureReason.REFUSED.text().equals(failed.reason())
        ? new TargetEffect.Refusal(Objects.requireNonNullElse(failed.message(), ""), at)
        : null;
  }

  private static Health health(GoldenService service) {
    Optional<GoldenServiceStatus> status = Optional.ofNullable(service.getStatus());
    Instant created = Instant.parse(service.getMetadata().getCreationTimestamp());
    Optional<StatusCondition> ready = StatusAssembler.find(status, ConditionType.READY);
    boolean isSeen =
        status
            .map(GoldenServiceStatus::observedGeneration)
            .filter(service.getMetadata().getGeneration()::equals)
            .isPresent();
    Instant since =
        Stream.of(
                ready.map(StatusCondition::lastTransitionTime),
                status.map(GoldenServiceStatus::path).map(PathRef::since))
            .flatMap(Optional::stream)
            .flatMap(time -> Timestamp.read(time).stream())
            .max(Comparator.naturalOrder())
            .orElse(created);
    return new Health(isSeen && ready.filter(StatusCondition::holds).isPresent(), since);
  }
}
