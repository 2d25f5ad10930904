package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The only place where conditions are built. Follows kstatus: the first status has
 * observedGeneration and Ready; Reconciling and Stalled are present only while true, and never
 * together.
 */
public final class StatusAssembler {

  private static final Set<String> SUMMARIES =
      Set.of(ConditionType.READY, ConditionType.RECONCILING, ConditionType.STALLED);

  private final Clock clock;
  private final StallPolicy stallPolicy;
  private final Requeue requeue;

  public StatusAssembler(Clock clock) {
    this.clock = clock;
    this.stallPolicy = new StallPolicy(clock);
    this.requeue = new Requeue(stallPolicy);
  }

  /**
   * The status of a service that has a plan.
   *
   * @param seen the components, in the product's order
   * @param remembered what was done about the hatches
   * @param opened when the annotations of its hatches were written
   */
  public GoldenServiceStatus assemble(
      Optional<GoldenServiceStatus> previous,
      long generation,
      ServicePlan plan,
      List<ComponentFact> seen,
      RememberedHatches remembered,
      AnnotationTimes opened) {
    Optional<GoldenServiceStatus> same =
        previous.filter(before -> describes(before, generation, plan));
    List<ComponentFact> facts =
        seen.stream()
            .map(fact -> stallPolicy.settled(find(same, fact.component().conditionType()), fact))
            .map(stallPolicy::overdue)
            .toList();
    Conditions conditions = new Conditions(conditions(previous), generation, now());
    ReadinessSummary summary = ReadinessSummary.of(facts, this::needsPerson);
    boolean isReady = summary.decisive().isEmpty();
    conditions.add(ConditionType.READY, isReady, summary.reason(), summary.message());
    if (summary.isStalled()) {
      conditions.add(ConditionType.STALLED, true, summary.reason(), summary.message());
    } else if (!isReady && plan.hatches().paused().isEmpty()) {
      conditions.add(ConditionType.RECONCILING, true, summary.reason(), summary.message());
    }
    facts.forEach(
        fact ->
            conditions.add(
                fact.component().conditionType(), fact.holds(), fact.reason(), fact.message()));
    Optional<String> firstReady = previous.map(GoldenServiceStatus::firstReady);
    GoldenServiceStatus status =
        new GoldenServiceStatus(
            generation,
            plan.hatches().hash(),
            plan.service(),
            ServiceUrl.of(previous, plan, facts),
            plan.path(),
            conditions.all(),
            new OpenHatches(previous, plan, facts, remembered, opened, moment()).all(),
            firstReady.isEmpty() && summary.isPlatformReady() ? now() : firstReady.orElse(null));
    HatchConditions.add(
        conditions,
        plan.hatches(),
        facts,
        OpenHatch.in(status).toList(),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return status.with(conditions.all());
  }

  /** The same with what the service has of the golden path, and what keeps it from the target. */
  public GoldenServiceStatus onPath(
      Optional<GoldenServiceStatus> previous,
      GoldenServiceStatus status,
      PathRef path,
      Optional<PathHold> hold) {
    long generation = Objects.requireNonNull(status.observedGeneration());
    Conditions conditions = new Conditions(conditions(previous), generation, now());
    status.conditions().forEach(conditions::keep);
    hold.ifPresent(
        held -> conditions.add(ConditionType.PATH_HELD, true, held.reason(), held.message()));
    return status.with(path).with(conditions.all());
  }

  /** Whether a status is about what its owner asks for now: an older one is no reason for Ready. */
  private static boolean describes(GoldenServiceStatus status, long generation, ServicePlan plan) {
    return Objects.equals(status.observedGeneration(), generation)
        && Objects.equals(status.observedHatches(), plan.hatches().hash());
  }

  /** The status of a service whose spec a person must change first. */
  public GoldenServiceStatus stalled(
      Optional<GoldenServiceStatus> previous, long generation, String reason, String message) {
    return summedUp(previous, generation, reason, message, ConditionType.STALLED);
  }

  /**
   * The status of a service on which the operator is working or has failed; its components keep
   * their conditions.
   */
  public GoldenServiceStatus inProgress(
      Optional<GoldenServiceStatus> previous, long generation, String reason, String message) {
    return summedUp(previous, generation, reason, message, ConditionType.RECONCILING);
  }

  /**
   * The status of a service that is being deleted; its components keep their conditions.
   *
   * @param failingSince since when the deletion has been failing; empty if it only waits
   */
  public GoldenServiceStatus terminating(
      Optional<GoldenServiceStatus> previous,
      long generation,
      String message,
      Optional<Instant> failingSince) {
    boolean stalled = failingSince.filter(stallPolicy::isOver).isPresent();
    return summedUp(
        previous,
        generation,
        Reason.TERMINATING,
        message,
        stalled ? ConditionType.STALLED : ConditionType.RECONCILING);
  }

  private GoldenServiceStatus summedUp(
      Optional<GoldenServiceStatus> previous,
      long generation,
      String reason,
      String message,
      String why) {
    Conditions conditions = new Conditions(conditions(previous), generation, now());
    conditions.add(ConditionType.READY, false, reason, message);
    conditions.add(why, true, reason, message);
    conditions(previous).stream()
        .filter(condition -> !SUMMARIES.contains(condition.type()))
        .forEach(conditions::keep);
    return previous.orElseGet(GoldenServiceStatus::empty).with(generation).with(conditions.all());
  }

  /** When to look at the service again without an event; see {@link Requeue}. */
  public Optional<Duration> retryAfter(GoldenServiceStatus status, List<ComponentFact> facts) {
    return requeue.after(status, facts);
  }

  private boolean needsPerson(ComponentFact fact) {
    return switch (fact.state()) {
      case BLOCKED -> true;
      case FAILING -> fact.failingSince().filter(stallPolicy::isOver).isPresent();
      case READY, PROGRESSING, RETURNING, EJECTED, EJECTED_AND_MISSING -> false;
    };
  }

  private String now() {
    return moment().toString();
  }

  private Instant moment() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static List<StatusCondition> conditions(Optional<GoldenServiceStatus> status) {
    return status.map(GoldenServiceStatus::conditions).orElse(List.of());
  }

  /** The condition of that type, if the status has one. */
  public static Optional<StatusCondition> find(Optional<GoldenServiceStatus> status, String type) {
    return status.stream()
        .flatMap(value -> value.conditions().stream())
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }
}
