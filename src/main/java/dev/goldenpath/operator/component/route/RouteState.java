package dev.goldenpath.operator.component.route;

import dev.goldenpath.operator.component.condition.ObservedCondition;
import dev.goldenpath.operator.goldenpath.Gateway;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Gateway says of a route: for each parent there is an entry with conditions (Gateway API,
 * {@code RouteParentStatus}). {@code Programmed} is a condition of Gateways alone.
 *
 * @param isAccepted whether the route is accepted and what it leads to was found
 * @param refusal what was said against it; empty if nothing
 */
public record RouteState(boolean isAccepted, Optional<ObservedCondition> refusal) {
  private static final List<String> NEEDED = List.of("Accepted", "ResolvedRefs");

  /** What was said about the present generation of a live route. */
  public static RouteState of(GenericKubernetesResource route, Gateway gateway) {
    List<ObservedCondition> conditions = conditions(route, gateway);
    return new RouteState(
        conditions.size() == NEEDED.size()
            && conditions.stream().allMatch(ObservedCondition::isTrue),
        conditions.stream().filter(ObservedCondition::isFalse).findFirst());
  }

  /** Conditions of earlier generations may linger: they say nothing about this one. */
  private static List<ObservedCondition> conditions(
      GenericKubernetesResource route, Gateway gateway) {
    Long generation = route.getMetadata().getGeneration();
    Object said = parent(route.get("status", "parents"), gateway);
    return NEEDED.stream()
        .flatMap(type -> ObservedCondition.in(said, type).stream())
        .filter(condition -> !condition.isOlderThan(generation))
        .toList();
  }

  private static @Nullable Object parent(@Nullable Object parents, Gateway gateway) {
    return parents instanceof List<?> list
        ? list.stream()
            .filter(
                each ->
                    each instanceof Map<?, ?> status
                        && status.get("parentRef") instanceof Map<?, ?> parent
                        && isOurs(parent, gateway))
            .map(each -> ((Map<?, ?>) each).get("conditions"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null)
        : null;
  }

  /** Group and kind may be left out, and are those of a Gateway then. */
  private static boolean isOurs(Map<?, ?> parent, Gateway gateway) {
    return gateway.name().equals(parent.get("name"))
        && gateway.namespace().equals(parent.get("namespace"))
        && (parent.get("kind") == null || "Gateway".equals(parent.get("kind")))
        && (parent.get("group") == null || HttpRoute.GROUP.equals(parent.get("group")));
  }
}
