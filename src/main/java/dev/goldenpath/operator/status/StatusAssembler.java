package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.plan.ServicePlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The only place where conditions are made. Follows kstatus: observedGeneration and Ready stand in
 * the first status; Reconciling and Stalled stand only while true, and never together.
 */
public final class StatusAssembler {
  public static final String READY = "Ready";
  public static final String RECONCILING = "Reconciling";
  public static final String STALLED = "Stalled";
  public static final String OVERRIDES_ACCEPTED = "OverridesAccepted";
  public static final String PAUSED = "Paused";
  public static final String ESCAPES_OVERDUE = "EscapesOverdue";

  private static final Set<String> SUMMARIES = Set.of(READY, RECONCILING, STALLED);

  /** How often to look whether an ejected object is there: no watch tells of what is not ours. */
  private static final Duration EJECTED_CHECK = Duration.ofSeconds(60);

  /** How long what a return will change stands in the condition before it is done. */
  private static final Duration RETURN_SHOWN = Duration.ofSeconds(5);

  /** How long a component may fail before a person is called. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Clock clock;

  public StatusAssembler(Clock clock) {
    this.clock = clock;
  }

  /** The status of a service that has a plan. */
  public GoldenServiceStatus assemble(
      Optional<GoldenServiceStatus> previous,
      long generation,
      ServicePlan plan,
      List<ComponentFact> facts) {
    Conditions conditions = new Conditions(previous, generation, now());
    List<ComponentFact> road = facts.stream().filter(ComponentFact::isOnTheRoad).toList();
    List<ComponentFact> stalled =
        road.stream().filter(fact -> needsPerson(previous, fact)).toList();
    Optional<ComponentFact> decisive =
        stalled.isEmpty()
            ? road.stream().filter(fact -> !fact.holds()).findFirst()
            : Optional.of(stalled.get(0));
    boolean paused = plan.hatches().paused().isPresent();
    if (decisive.isEmpty()) {
      conditions.add(READY, true, Reason.ALL_COMPONENTS_READY, allReady(road, facts));
    } else {
      String reason = summaryReason(decisive.get(), !stalled.isEmpty());
      String message = decisive.get().component().title() + ": " + decisive.get().message();
      conditions.add(READY, false, reason, message);
      if (!stalled.isEmpty()) {
        conditions.add(STALLED, true, reason, message);
      } else if (!paused) {
        conditions.add(RECONCILING, true, reason, message);
      }
    }
    facts.forEach(
        fact ->
            conditions.add(
                fact.component().conditionType(), fact.holds(), fact.reason(), fact.message()));
    Escapes escapes = new Escapes(previous, plan, facts, now());
    Optional<String> firstReady = previous.map(GoldenServiceStatus::firstReady);
    GoldenServiceStatus status =
        new GoldenServiceStatus(
            generation,
            plan.hatches().hash(),
            plan.service(),
            plan.path(),
            conditions.all(),
            escapes.overrides(),
            escapes.patched(),
            escapes.ejected(),
            escapes.unmanaged(),
            escapes.paused(),
            firstReady.orElse(decisive.isEmpty() ? now() : null));
    HatchConditions.add(
        conditions,
        plan.hatches(),
        facts,
        OpenHatch.in(status).toList(),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return status.with(conditions.all());
  }

  private static String allReady(List<ComponentFact> road, List<ComponentFact> facts) {
    int left = facts.size() - road.size();
    return "%d of %d components ready%s"
        .formatted(road.size(), road.size(), left == 0 ? "" : ", " + left + " ejected");
  }

  /** The status of a service that a person must change first. */
  public GoldenServiceStatus stalled(
      Optional<GoldenServiceStatus> previous, long generation, String reason, String message) {
    Conditions conditions = new Conditions(previous, generation, now());
    conditions.add(READY, false, reason, message);
    conditions.add(STALLED, true, reason, message);
    return withConditions(previous, generation, conditions);
  }

  /**
   * The status of a service on which the operator works, or has failed; its components stand as
   * before.
   */
  public GoldenServiceStatus inProgress(
      Optional<GoldenServiceStatus> previous, long generation, String reason, String message) {
    Conditions conditions = new Conditions(previous, generation, now());
    conditions.add(READY, false, reason, message);
    conditions.add(RECONCILING, true, reason, message);
    previous.map(GoldenServiceStatus::conditions).orElse(List.of()).stream()
        .filter(condition -> !SUMMARIES.contains(condition.type()))
        .forEach(conditions::keep);
    return withConditions(previous, generation, conditions);
  }

  private static GoldenServiceStatus withConditions(
      Optional<GoldenServiceStatus> previous, long generation, Conditions conditions) {
    return previous.orElseGet(GoldenServiceStatus::empty).with(generation).with(conditions.all());
  }

  /**
   * When to look again without being told. A component that fails or waits for a person is tried
   * after as long as it has been so: from 2 seconds on ever more rarely, just when patience ends,
   * and then each minute; so is what was ejected, which no watch tells of. A healthy service,
   * never: its objects tell when they change.
   */
  public Optional<Duration> retryAfter(GoldenServiceStatus status, List<ComponentFact> facts) {
    return facts.stream()
        .flatMap(fact -> retryAfter(status, fact).stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<Duration> retryAfter(GoldenServiceStatus status, ComponentFact fact) {
    return switch (fact.state()) {
      case FAILING, BLOCKED ->
          Optional.of(retryAfter(find(Optional.of(status), fact.component().conditionType())));
      case EJECTED, EJECTED_AND_MISSING -> Optional.of(EJECTED_CHECK);
      case PROGRESSING ->
          Optional.of(RETURN_SHOWN).filter(soon -> fact.reason().equals(Reason.TAKING_BACK));
      case READY -> Optional.empty();
    };
  }

  private Duration retryAfter(Optional<StatusCondition> condition) {
    long failing = condition.map(this::since).orElse(Duration.ZERO).toSeconds();
    long patience = PATIENCE.toSeconds();
    return Duration.ofSeconds(
        failing >= patience ? patience : Math.min(Math.max(failing, 2), patience - failing));
  }

  private boolean needsPerson(Optional<GoldenServiceStatus> previous, ComponentFact fact) {
    return switch (fact.state()) {
      case BLOCKED -> true;
      case FAILING ->
          find(previous, fact.component().conditionType())
              .filter(before -> !before.holds())
              .map(before -> since(before).compareTo(PATIENCE) >= 0)
              .orElse(false);
      case READY, PROGRESSING, EJECTED, EJECTED_AND_MISSING -> false;
    };
  }

  private Duration since(StatusCondition before) {
    return Duration.between(Instant.parse(before.lastTransitionTime()), clock.instant());
  }

  /** What decides about the whole service keeps its own name; the rest is named by component. */
  private static String summaryReason(ComponentFact fact, boolean stalled) {
    return fact.reason().equals(Reason.NAMESPACE_NOT_OWNED)
        ? fact.reason()
        : fact.component().capitalised() + (stalled ? "Blocked" : "Progressing");
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The condition of that type, where the status has one. */
  public static Optional<StatusCondition> find(Optional<GoldenServiceStatus> status, String type) {
    return status.stream()
        .flatMap(value -> value.conditions().stream())
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }
}
