package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The address of a service: there from the moment when it was reachable for the first time. */
final class ServiceUrl {
  private ServiceUrl() {}

  static @Nullable String of(
      Optional<GoldenServiceStatus> previous, ServicePlan plan, List<ComponentFact> facts) {
    @Nullable String before = previous.map(GoldenServiceStatus::url).orElse(null);
    return facts.stream()
        .flatMap(
            fact ->
                fact.component().url(plan).stream()
                    .filter(url -> url.equals(before) || isReachable(facts)))
        .findFirst()
        .orElse(null);
  }

  /** Whether the pods serve and the route leads to them. */
  private static boolean isReachable(List<ComponentFact> facts) {
    return facts.stream().filter(fact -> fact.component().isTeams()).allMatch(ComponentFact::holds);
  }
}
