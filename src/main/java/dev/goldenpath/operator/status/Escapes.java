package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Escape;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.Override;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.hatch.Grounds;
import dev.goldenpath.operator.hatch.Hatches;
import dev.goldenpath.operator.plan.ServicePlan;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The entries of a status that tell of open hatches. What was open before keeps its since. */
final class Escapes {
  /** What a component says that is on its way back to the road, and has not arrived. */
  private static final Set<String> ON_THE_WAY =
      Set.of(Reason.TAKING_BACK, Reason.NAMESPACE_NOT_READY, Reason.PAUSED);

  private final Optional<GoldenServiceStatus> previous;
  private final Hatches hatches;
  private final List<ComponentFact> facts;
  private final String now;

  Escapes(
      Optional<GoldenServiceStatus> previous,
      ServicePlan plan,
      List<ComponentFact> facts,
      String now) {
    this.previous = previous;
    this.hatches = plan.hatches();
    this.facts = facts;
    this.now = now;
  }

  List<Override> overrides() {
    return hatches.overridden().stream().map(this::override).toList();
  }

  List<Escape> patched() {
    return facts.stream()
        .flatMap(
            fact ->
                fact.hatches().patch().stream()
                    .map(
                        patch -> {
                          String component = fact.component().name();
                          return escape(
                              GoldenServiceStatus::patched,
                              component,
                              null,
                              patch.text(),
                              hatches.patches().get(component).grounds());
                        }))
        .toList();
  }

  /**
   * A component that is taken back stays listed until it is: by this it is known not to be foreign.
   */
  List<Escape> ejected() {
    return Stream.concat(
            hatches.ejected().entrySet().stream()
                .map(
                    entry ->
                        escape(
                            GoldenServiceStatus::ejected,
                            entry.getKey(),
                            null,
                            null,
                            entry.getValue())),
            previous.stream()
                .flatMap(status -> status.ejected().stream())
                .filter(escape -> !hatches.ejects(escape.component()))
                .filter(escape -> facts.stream().anyMatch(fact -> isAway(fact, escape))))
        .toList();
  }

  private boolean isAway(ComponentFact fact, Escape escape) {
    return fact.component().name().equals(escape.component())
        && (hatches.paused().isPresent()
            || ON_THE_WAY.contains(fact.reason())
            || fact.state() == ComponentFact.State.FAILING
            || fact.state() == ComponentFact.State.BLOCKED);
  }

  List<Escape> unmanaged() {
    return facts.stream()
        .flatMap(
            fact ->
                fact.hatches().unmanaged().stream()
                    .map(
                        each ->
                            escape(
                                GoldenServiceStatus::unmanaged,
                                fact.component().name(),
                                each.object(),
                                null,
                                each.grounds())))
        .toList();
  }

  /** Absent where the service is not paused. */
  Escape paused() {
    return hatches
        .paused()
        .map(
            grounds ->
                escape(
                    status -> Stream.ofNullable(status.paused()).toList(),
                    null,
                    null,
                    null,
                    grounds))
        .orElse(null);
  }

  private Override override(Hatches.Overridden overridden) {
    Grounds grounds = overridden.grounds();
    String since =
        previous.stream()
            .flatMap(status -> status.overrides().stream())
            .filter(before -> before.parameter().equals(overridden.parameter()))
            .map(Override::since)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(now);
    return new Override(
        overridden.parameter(),
        overridden.value(),
        overridden.standard(),
        overridden.unsafe() ? true : null,
        grounds.reason().code(),
        text(grounds),
        since,
        until(grounds));
  }

  private Escape escape(
      Function<GoldenServiceStatus, List<Escape>> list,
      String component,
      String object,
      String patch,
      Grounds grounds) {
    String since =
        previous.map(list).stream()
            .flatMap(List::stream)
            .filter(
                before ->
                    Objects.equals(before.component(), component)
                        && Objects.equals(before.object(), object))
            .map(Escape::since)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(now);
    return new Escape(
        component, object, patch, grounds.reason().code(), text(grounds), since, until(grounds));
  }

  private static String text(Grounds grounds) {
    return grounds.text().isEmpty() ? null : grounds.text();
  }

  private static String until(Grounds grounds) {
    return grounds.until().map(LocalDate::toString).orElse(null);
  }
}
