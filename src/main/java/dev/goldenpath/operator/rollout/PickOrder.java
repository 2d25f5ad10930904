package dev.goldenpath.operator.rollout;

import java.util.Comparator;
import java.util.List;

/**
 * Who is moved first: services that the target changes, then those that it does not, and last those
 * that are unhealthy: they prove nothing. Among equals the order is that of a hash of target and
 * name, so that it is not always the same team.
 *
 * <p>A revert is known to be good and may be the cure, so there the unhealthy come first.
 */
final class PickOrder {
  private final RolloutInput input;
  private final boolean isRevert;

  PickOrder(RolloutInput input, boolean isRevert) {
    this.input = input;
    this.isRevert = isRevert;
  }

  /** The first of them, at most that many. */
  List<ServiceFact> first(List<ServiceFact> services, int number) {
    if (number <= 0) {
      return List.of();
    }
    return services.stream()
        .map(service -> new Place(rank(service), hash(service.name()), service))
        .sorted(
            Comparator.comparingInt(Place::rank)
                .thenComparingInt(Place::hash)
                .thenComparing(place -> place.service().name()))
        .limit(number)
        .map(Place::service)
        .toList();
  }

  private int rank(ServiceFact service) {
    if (input.fleet().isUnhealthy(service)) {
      return isRevert ? 0 : 3;
    }
    return service.effect().changes() ? 1 : 2;
  }

  /** The finalizer of MurmurHash3 spreads names that differ in one digit. */
  private int hash(String name) {
    int hash = 31 * input.path().version().hashCode() + name.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }

  private record Place(int rank, int hash, ServiceFact service) {}
}
