package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact.State;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Facts and statuses around one moment, made by hand and at random. */
final class Statuses {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final long GENERATION = 7;
  static final ServicePlan PLAN = plan();

  /** What a status may hold: summaries and components. */
  private static final List<String> TYPES =
      Stream.concat(
              Stream.of(ConditionType.READY, ConditionType.RECONCILING, ConditionType.STALLED),
              Components.ALL.stream().map(Component::conditionType))
          .toList();

  private Statuses() {}

  static StatusAssembler at(Instant moment) {
    return new StatusAssembler(Clock.fixed(moment, ZoneOffset.UTC));
  }

  static GoldenServiceStatus assemble(
      Instant moment, Optional<GoldenServiceStatus> previous, List<ComponentFact> facts) {
    return at(moment)
        .assemble(previous, GENERATION, PLAN, facts, RememberedHatches.NONE, AnnotationTimes.NONE);
  }

  /** Every component ready, but for one. */
  static List<ComponentFact> allReadyBut(String component, State state) {
    return Components.ALL.stream()
        .map(each -> fact(each, each.name().equals(component) ? state : State.READY))
        .toList();
  }

  static List<ComponentFact> allReady() {
    return allReadyBut("none", State.READY);
  }

  static ComponentFact fact(Component component, State state) {
    ComponentFact fact =
        new ComponentFact(
            component,
            state,
            state == State.READY ? ready(component) : Reason.API_NOT_INSTALLED,
            state.name().toLowerCase());
    return state == State.FAILING ? fact.failingSince(NOW) : fact;
  }

  /** The service asks for team and tier alone. */
  private static String ready(Component component) {
    return component.desired(PLAN).isEmpty() ? Reason.NOT_REQUESTED : Reason.APPLIED;
  }

  static Arbitrary<List<ComponentFact>> facts() {
    return Combinators.combine(
            Components.ALL.stream()
                .map(
                    component ->
                        // Mostly ready, so that all of them are at times.
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(State.READY)),
                                Tuple.of(1, Arbitraries.of(State.class)))
                            .flatMap(
                                state ->
                                    Arbitraries.oneOf(
                                            Arbitraries.of(0, 4, 5, 58, 59, 60, 61),
                                            Arbitraries.integers().between(0, 200))
                                        .map(
                                            age ->
                                                state == State.FAILING
                                                    ? fact(component, state)
                                                        .failingSince(NOW.minusSeconds(age))
                                                    : fact(component, state))))
                .toList())
        .as(List::copyOf);
  }

  /** Statuses that another version, another clock or another hand may have written. */
  static Arbitrary<Optional<GoldenServiceStatus>> previous() {
    return conditions()
        .flatMap(
            conditions ->
                Arbitraries.of("2025-12-31T00:00:00Z")
                    .injectNull(0.5)
                    .map(
                        firstReady ->
                            new GoldenServiceStatus(
                                3L, null, "shop", null, null, conditions, null, firstReady)))
        .optional(0.9);
  }

  private static Arbitrary<List<StatusCondition>> conditions() {
    return Combinators.combine(TYPES.stream().map(Statuses::condition).toList())
        .as(all -> all.stream().flatMap(Optional::stream).toList());
  }

  private static Arbitrary<Optional<StatusCondition>> condition(String type) {
    return Combinators.combine(
            Arbitraries.of(StatusCondition.TRUE, StatusCondition.FALSE),
            Arbitraries.oneOf(
                Arbitraries.of(0, 1, 2, 58, 59, 60, 61), Arbitraries.integers().between(-5, 200)))
        .as(
            (status, age) ->
                new StatusCondition(
                    type, status, "Before", "before", NOW.minusSeconds(age).toString(), 3L))
        .optional(0.8);
  }

  private static ServicePlan plan() {
    GoldenService service = new GoldenService();
    service.setMetadata(new ObjectMetaBuilder().withName("shop").withUid("uid").build());
    service.setSpec(new GoldenServiceSpec());
    service.getSpec().setTeam("payments");
    service.getSpec().setTier("gold");
    try {
      GoldenPathSource path =
          new GoldenPathSource(new GoldenPathReader(Components.catalogue()), Optional.empty());
      return new PlanResolver(Components.catalogue(), Set.of())
          .resolve(service, path.current())
          .plan()
          .orElseThrow();
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }
}
