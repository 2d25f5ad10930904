package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.goldenpath.operator.api.Tier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A fleet, its path and its leaders, on a clock that only {@link #tick} moves. The state is stored
 * as text with a version, as the API server would: a leader whose copy is stale is refused.
 */
final class SimulatedFleet {
  static final Instant START = Instant.parse("2026-11-25T20:00:00Z");
  static final String OLD = "1.0.0";
  static final String NEW = "1.1.0";

  /** As in the contract: path.md, section 1, with the gold wave not paused. */
  static final Strategy STRATEGY =
      Strategy.of(
          new RolloutSpec(
              "60s",
              "10m",
              "Hold",
              new RolloutSpec.ErrorBudgetSpec("10", "30m", "Wait"),
              List.of(
                  wave("canary", Tier.BRONZE, "5", "20", null, "30m"),
                  wave("bronze", Tier.BRONZE, null, "100", "1%", "1h"),
                  wave("silver", Tier.SILVER, null, "10%", null, "1h"),
                  wave("gold", Tier.GOLD, null, "10", null, "4h"))));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Map<String, SimulatedService> services = new LinkedHashMap<>();
  final List<RolloutEvent> events = new ArrayList<>();
  private final Map<String, ServiceFact> facts = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> flying = new LinkedHashSet<>();
  private final Set<String> restless = new LinkedHashSet<>();
  private List<Object> reconciled = List.of();
  private final Map<String, String> burning = new HashMap<>();
  private final Map<String, Function<SimulatedService, SimulatedService.Fault>> faults =
      new HashMap<>();
  private PathFacts path = PlayedPaths.to(NEW);
  private Strategy strategy = STRATEGY;
  private Instant now = START;
  private ErrorBudgetReading.State prometheus = ErrorBudgetReading.State.MEASURED;
  private String stored;
  private long version;
  private RolloutState state;
  private int largest;
  private int writes;

  static RolloutSpec.WaveSpec wave(
      String name, Tier tier, String percent, String concurrency, String failures, String soak) {
    return new RolloutSpec.WaveSpec(
        name, List.of(tier.text()), null, percent, concurrency, failures, soak, null);
  }

  /** That many services, settled on {@link #OLD}: 57 % bronze, 29 % silver, 14 % gold. */
  static SimulatedFleet of(int number) {
    SimulatedFleet fleet = new SimulatedFleet();
    for (int i = 0; i < number; i++) {
      fleet.create("service-%04d".formatted(i), tier(i)).settled(OLD);
    }
    return fleet;
  }

  static Tier tier(int i) {
    return i % 7 < 4 ? Tier.BRONZE : i % 7 < 6 ? Tier.SILVER : Tier.GOLD;
  }

  SimulatedService create(String name, Tier tier) {
    SimulatedService service = new SimulatedService(this, name, tier);
    services.put(name, service);
    return service;
  }

  void delete(String name) {
    services.remove(name);
    facts.remove(name);
    changed.remove(name);
    restless.remove(name);
    burning.remove(name);
  }

  SimulatedService get(String name) {
    return services.get(name);
  }

  Stream<SimulatedService> with(Predicate<SimulatedService> which) {
    return services.values().stream().filter(which);
  }

  long on(String revision) {
    return with(service -> revision.equals(service.memory().applied())).count();
  }

  Instant now() {
    return now;
  }

  PathFacts path() {
    return path;
  }

  SimulatedFleet path(PathFacts another) {
    path = another;
    return this;
  }

  Strategy strategy() {
    return strategy;
  }

  SimulatedFleet strategy(Strategy another) {
    strategy = another;
    return this;
  }

  SimulatedFleet prometheus(ErrorBudgetReading.State is) {
    prometheus = is;
    return this;
  }

  /** What a revision does to each service. */
  SimulatedFleet fault(
      String revision, Function<SimulatedService, SimulatedService.Fault> faultOf) {
    faults.put(revision, faultOf);
    reconciled = List.of();
    return this;
  }

  SimulatedService.Fault fault(SimulatedService service, String revision) {
    return faults.getOrDefault(revision, each -> SimulatedService.Fault.NONE).apply(service);
  }

  void burning(String service, boolean is) {
    if (is) {
      burning.put(service, "availability burned 25 times too fast over 30m");
    } else {
      burning.remove(service);
    }
  }

  RolloutState state() {
    return state;
  }

  RolloutPhase phase() {
    return state.phase();
  }

  String wave() {
    return state.wave() == null ? "" : state.wave().name();
  }

  /** Bytes of the largest state that was stored. */
  int largest() {
    return largest;
  }

  /** How often the state was stored. */
  int writes() {
    return writes;
  }

  /** All services reconcile, and then the leader takes one step. */
  void tick(Duration step) {
    now = now.plus(step);
    reconcile();
    lead(new Leader());
  }

  /** Ticks until the condition holds; fails if it does not within that time. */
  void until(Predicate<SimulatedFleet> condition, Duration step, Duration longest) {
    Instant end = now.plus(longest);
    while (state == null || !condition.test(this)) {
      assertThat(now).as("%s", state).isBefore(end);
      tick(step);
    }
  }

  void run(Duration time, Duration step) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      tick(step);
    }
  }

  void pass(Duration step) {
    now = now.plus(step);
  }

  void reconcile() {
    if (state == null) {
      services.values().forEach(service -> service.observe(null));
      return;
    }
    RevisionOf revisionOf = new RevisionOf(state, strategy, path.minimumVersion());
    for (SimulatedService service : affected()) {
      service.reconcile(revisionOf, state);
      if (service.isRestless()) {
        restless.add(service.name);
      } else {
        restless.remove(service.name);
      }
    }
  }

  /** Who may do something now: all others would do the same as at their last reconciliation. */
  private Collection<SimulatedService> affected() {
    WaveState wave = state.wave();
    List<Object> reason =
        Arrays.asList(
            state.target(),
            state.phase(),
            wave == null ? null : wave.name(),
            wave == null ? null : wave.startedAt(),
            strategy,
            path);
    if (!reason.equals(reconciled)) {
      reconciled = reason;
      return services.values();
    }
    Set<String> names = new LinkedHashSet<>(restless);
    names.addAll(changed);
    names.addAll(flying);
    flying.clear();
    state.inFlight().forEach(each -> flying.add(each.name()));
    names.addAll(flying);
    state.failed().forEach(each -> names.add(each.name()));
    return names.stream().map(services::get).filter(Objects::nonNull).toList();
  }

  void changed(SimulatedService service) {
    changed.add(service.name);
  }

  FleetFacts facts() {
    changed.forEach(name -> facts.put(name, services.get(name).fact()));
    changed.clear();
    boolean isMeasured = prometheus == ErrorBudgetReading.State.MEASURED;
    return new FleetFacts(
        facts,
        new ErrorBudgetReading(
            prometheus, isMeasured ? burning : Map.of(), isMeasured ? services.size() : 0));
  }

  /** One step of a leader; false if its copy was stale, and the step dropped. */
  boolean lead(Leader leader) {
    RolloutStep step = RolloutTransition.next(leader.copy, path, strategy, facts(), now);
    if (leader.version != version) {
      leader.read();
      return false;
    }
    if (!step.state().equals(leader.copy)) {
      store(step.state());
    }
    events.addAll(step.events());
    leader.read();
    return true;
  }

  private void store(RolloutState next) {
    try {
      stored = JSON.writeValueAsString(next);
      largest = Math.max(largest, stored.getBytes(StandardCharsets.UTF_8).length);
      state = JSON.readValue(stored, RolloutState.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    assertThat(state).isEqualTo(next);
    version++;
    writes++;
  }

  /** The status is lost, by a restore for example. */
  void loseState() {
    stored = null;
    state = null;
    version++;
  }

  /** A replica of the operator, with its copy of what is stored. */
  final class Leader {
    private RolloutState copy;
    private long version;

    Leader() {
      read();
    }

    void read() {
      copy = state;
      version = SimulatedFleet.this.version;
    }
  }
}
