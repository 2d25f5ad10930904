package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.path.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The only place where conditions are made. Follows kstatus: observedGeneration and Ready stand in
 * the first status; Reconciling and Stalled stand only while true, and never together.
 */
public final class StatusAssembler {
  public static final String READY = "Ready";
  public static final String RECONCILING = "Reconciling";
  public static final String STALLED = "Stalled";
  public static final String OVERRIDES_ACCEPTED = "OverridesAccepted";

  private static final Set<String> SUMMARIES = Set.of(READY, RECONCILING, STALLED);

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
    List<ComponentFact> stalled =
        facts.stream().filter(fact -> needsPerson(previous, fact)).toList();
    Optional<ComponentFact> decisive =
        stalled.isEmpty()
            ? facts.stream().filter(fact -> !fact.ready()).findFirst()
            : Optional.of(stalled.get(0));
    if (decisive.isEmpty()) {
      conditions.add(
          READY,
          true,
          Reason.ALL_COMPONENTS_READY,
          facts.size() + " of " + facts.size() + " components ready");
    } else {
      String reason = summaryReason(decisive.get(), !stalled.isEmpty());
      String message = decisive.get().component().title() + ": " + decisive.get().message();
      conditions.add(READY, false, reason, message);
      conditions.add(stalled.isEmpty() ? RECONCILING : STALLED, true, reason, message);
    }
    facts.forEach(
        fact ->
            conditions.add(
                fact.component().conditionType(), fact.ready(), fact.reason(), fact.message()));
    addOverridesAccepted(conditions, plan);
    Optional<String> firstReady = previous.map(GoldenServiceStatus::firstReady);
    return new GoldenServiceStatus(
        generation,
        plan.observedOverrides(),
        plan.service(),
        plan.path(),
        conditions.all(),
        plan.overridden(),
        firstReady.orElse(decisive.isEmpty() ? now() : null));
  }

  /** Ready does not depend on it: what is not understood changes nothing, and all else goes on. */
  private static void addOverridesAccepted(Conditions conditions, ServicePlan plan) {
    if (plan.rejected().isEmpty()) {
      conditions.add(
          OVERRIDES_ACCEPTED,
          true,
          plan.overridden().isEmpty() ? Reason.NO_OVERRIDES : Reason.ACCEPTED,
          plan.overridden().isEmpty() ? "" : plan.overridden().size() + " in use");
    } else {
      conditions.add(
          OVERRIDES_ACCEPTED,
          false,
          Reason.REJECTED,
          plan.rejected().stream()
              .map(rejected -> rejected.key() + ": " + rejected.problem())
              .collect(Collectors.joining("; ")));
    }
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
        .forEach(conditions.all()::add);
    return withConditions(previous, generation, conditions);
  }

  private static GoldenServiceStatus withConditions(
      Optional<GoldenServiceStatus> previous, long generation, Conditions conditions) {
    return new GoldenServiceStatus(
        generation,
        previous.map(GoldenServiceStatus::observedOverrides).orElse(null),
        previous.map(GoldenServiceStatus::namespace).orElse(null),
        previous.map(GoldenServiceStatus::path).orElse(null),
        conditions.all(),
        previous.map(GoldenServiceStatus::overrides).orElse(List.of()),
        previous.map(GoldenServiceStatus::firstReady).orElse(null));
  }

  /**
   * When to look again without being told. A component that fails or waits for a person is tried
   * after as long as it has been so: from 2 seconds on ever more rarely, just when patience ends,
   * and then each minute. A healthy service, never: its objects tell when they change.
   */
  public Optional<Duration> retryAfter(GoldenServiceStatus status, List<ComponentFact> facts) {
    return facts.stream()
        .filter(fact -> fact.state() == State.FAILING || fact.state() == State.BLOCKED)
        .map(fact -> retryAfter(find(Optional.of(status), fact.component().conditionType())))
        .min(Comparator.naturalOrder());
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
      case READY, PROGRESSING -> false;
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

  private record Conditions(
      Optional<GoldenServiceStatus> previous,
      long generation,
      String now,
      List<StatusCondition> all) {
    private static final int LONGEST_MESSAGE = 1024;

    Conditions(Optional<GoldenServiceStatus> previous, long generation, String now) {
      this(previous, generation, now, new ArrayList<>());
    }

    void add(String type, boolean holds, String reason, String message) {
      String status = holds ? StatusCondition.TRUE : StatusCondition.FALSE;
      String since =
          find(previous, type)
              .filter(before -> before.status().equals(status))
              .map(StatusCondition::lastTransitionTime)
              .orElse(now);
      String text =
          message.length() <= LONGEST_MESSAGE
              ? message
              : message.substring(0, LONGEST_MESSAGE - 1) + "…";
      all.add(new StatusCondition(type, status, reason, text, since, generation));
    }
  }
}
