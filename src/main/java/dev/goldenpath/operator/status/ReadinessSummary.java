package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the components of a service come to.
 *
 * @param decisive the component that keeps the service from being Ready; empty if none does
 * @param isStalled whether that one needs a person
 * @param isPlatformReady whether all that the platform makes is ready, whatever the team's image
 *     does
 * @param counts how many are ready, for people
 */
record ReadinessSummary(
    Optional<ComponentFact> decisive, boolean isStalled, boolean isPlatformReady, String counts) {

  /** The summary of all components, in the product's order. */
  static ReadinessSummary of(List<ComponentFact> facts, Predicate<ComponentFact> needsPerson) {
    List<ComponentFact> managed = facts.stream().filter(ComponentFact::isOnThePath).toList();
    Optional<ComponentFact> stalled = platformFirst(managed).filter(needsPerson).findFirst();
    Optional<ComponentFact> decisive =
        stalled.or(() -> platformFirst(managed).filter(fact -> !fact.holds()).findFirst());
    return new ReadinessSummary(
        decisive,
        stalled.isPresent(),
        managed.stream().filter(fact -> !fact.component().isTeams()).allMatch(ComponentFact::holds),
        counts(managed, facts.size() - managed.size()));
  }

  /** What the team can do something about comes last: it may be a consequence. */
  private static Stream<ComponentFact> platformFirst(List<ComponentFact> managed) {
    return Stream.of(false, true)
        .flatMap(teams -> managed.stream().filter(fact -> fact.component().isTeams() == teams));
  }

  /** One that nobody asked for is none of them. */
  private static String counts(List<ComponentFact> managed, int ejected) {
    long asked =
        managed.stream().filter(fact -> !fact.reason().equals(Reason.NOT_REQUESTED)).count();
    return "%d of %d components ready%s"
        .formatted(asked, asked, ejected == 0 ? "" : ", " + ejected + " ejected");
  }

  /** Reasons about the whole service are kept; the others are named after the component. */
  String reason() {
    return decisive
        .map(
            fact ->
                fact.reason().equals(Reason.NAMESPACE_NOT_OWNED)
                    ? fact.reason()
                    : fact.component().capitalised() + (isStalled ? "Blocked" : "Progressing"))
        .orElse(Reason.ALL_COMPONENTS_READY);
  }

  String message() {
    return decisive.map(fact -> fact.component().title() + ": " + fact.message()).orElse(counts);
  }
}
