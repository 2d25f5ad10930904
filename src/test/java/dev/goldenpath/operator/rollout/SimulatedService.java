package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.api.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One service of a {@link SimulatedFleet}: its reconciliation, its memory and its health. */
final class SimulatedService {
  /** How long a burning budget takes to be seen over both windows. */
  private static final Duration UNTIL_MEASURED = Duration.ofMinutes(4);

  /** What a revision does to a service. */
  enum Fault {
    NONE,
    NOT_READY,
    BURNING,
    REFUSED,
    /** A webhook is down. */
    NOT_APPLIED
  }

  /**
   * A change of what is applied.
   *
   * @param cause why the service wanted it
   */
  record Move(Instant at, String from, String to, Cause cause) {}

  enum Cause {
    NEW,
    IN_FLIGHT,
    FAILED,
    PIN
  }

  final String name;
  final List<Move> moves = new ArrayList<>();
  private final SimulatedFleet fleet;
  private Tier tier;
  private Map<String, String> labels = Map.of();
  private String pin;
  private ServiceMemory memory = ServiceMemory.NEW;
  private boolean paused;
  private boolean conflicts;
  private boolean changes = true;
  private Set<Symptom> mayCause = Set.of(Symptom.values());
  private TargetEffect.Refusal refusal;
  private Health health;
  private Instant brokenUntil = Instant.MIN;
  private ServicePlacement placement;
  private ServiceFact fact;

  SimulatedService(SimulatedFleet fleet, String name, Tier tier) {
    this.fleet = fleet;
    this.name = name;
    this.tier = tier;
    health = new Health(false, fleet.now());
    changed();
  }

  ServicePlacement placement() {
    if (placement == null) {
      placement = new ServicePlacement(name, tier, labels, pin, memory);
    }
    return placement;
  }

  ServiceFact fact() {
    if (fact == null) {
      fact =
          new ServiceFact(
              placement(), paused, health, new TargetEffect(changes, mayCause, conflicts, refusal));
    }
    return fact;
  }

  private void changed() {
    placement = null;
    fact = null;
    fleet.changed(this);
  }

  Tier tier() {
    return tier;
  }

  ServiceMemory memory() {
    return memory;
  }

  boolean isPaused() {
    return paused;
  }

  String pin() {
    return pin;
  }

  SimulatedService tier(Tier another) {
    tier = another;
    changed();
    return this;
  }

  SimulatedService labels(Map<String, String> others) {
    labels = others;
    changed();
    return this;
  }

  SimulatedService pin(String revision) {
    pin = revision;
    changed();
    return this;
  }

  SimulatedService paused(boolean is) {
    paused = is;
    changed();
    return this;
  }

  SimulatedService conflicts(boolean is) {
    conflicts = is;
    changed();
    return this;
  }

  /** The target changes it, but of what can go wrong only this is due to that. */
  SimulatedService mayCause(Symptom... symptoms) {
    mayCause = Set.of(symptoms);
    changed();
    return this;
  }

  SimulatedService changes(boolean is) {
    changes = is;
    mayCause = is ? Set.of(Symptom.values()) : Set.of();
    changed();
    return this;
  }

  /** It has run on a revision for long, and is good on it. */
  SimulatedService settled(String revision) {
    Instant before = fleet.now().minus(Duration.ofDays(30));
    memory = new ServiceMemory(revision, before, revision, null, false);
    health = new Health(true, before);
    changed();
    return this;
  }

  /** It is not Ready until then, whatever its revision. */
  SimulatedService broken(Instant until) {
    brokenUntil = until;
    changed();
    return this;
  }

  /** One reconciliation: it acts only by what is stored, and by its own memory. */
  void reconcile(RevisionOf revisionOf, RolloutState state) {
    if (!paused) {
      String desired = revisionOf.of(placement());
      if (!desired.equals(memory.applied())) {
        apply(desired, state);
      }
    }
    observe(revisionOf);
  }

  private void apply(String desired, RolloutState state) {
    Instant now = fleet.now();
    if (fleet.fault(this, desired) == Fault.REFUSED) {
      refusal = new TargetEffect.Refusal("quota golden-quota: 403 forbidden by policy", now);
      changed();
      return;
    }
    if (fleet.fault(this, desired) == Fault.NOT_APPLIED) {
      return;
    }
    boolean hasFailed =
        state.failed().stream().anyMatch(failed -> failed.name().equals(name))
            && state.target().equals(memory.applied());
    InFlight flight =
        state.inFlight().stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    boolean isPinned =
        desired.equals(pin)
            && placement().isHeldByPin(state.target(), fleet.path().minimumVersion());
    moves.add(
        new Move(
            now,
            memory.applied(),
            desired,
            isPinned
                ? Cause.PIN
                : memory.applied() == null
                    ? Cause.NEW
                    : flight != null ? Cause.IN_FLIGHT : hasFailed ? Cause.FAILED : null));
    memory =
        new ServiceMemory(
            desired,
            now,
            memory.lastGood(),
            hasFailed ? memory.applied() : desired.equals(memory.failed()) ? null : memory.failed(),
            flight != null && !flight.baseline().isEmpty());
    refusal = null;
    if (changes) {
      health = new Health(health.ready(), now);
    }
    changed();
  }

  /** Whether its health may change by itself, or something may be wanted of it. */
  boolean isRestless() {
    return memory.applied() == null
        || !health.ready()
        || fleet.fault(this, memory.applied()) != Fault.NONE
        || fleet.now().isBefore(brokenUntil);
  }

  /** Its health now, and whether what it has is good; without a stored state nothing is. */
  void observe(RevisionOf revisionOf) {
    Fault fault = memory.applied() == null ? Fault.NOT_READY : fleet.fault(this, memory.applied());
    boolean ready = fault != Fault.NOT_READY && !fleet.now().isBefore(brokenUntil);
    if (ready != health.ready()) {
      health = new Health(ready, fleet.now());
      changed();
    }
    fleet.burning(
        name, fault == Fault.BURNING && !memory.since().plus(UNTIL_MEASURED).isAfter(fleet.now()));
    if (ready
        && revisionOf != null
        && !memory.applied().equals(memory.lastGood())
        && revisionOf.isGood(placement())) {
      memory =
          new ServiceMemory(
              memory.applied(),
              memory.since(),
              memory.applied(),
              memory.failed(),
              memory.unproven());
      changed();
    }
  }
}
