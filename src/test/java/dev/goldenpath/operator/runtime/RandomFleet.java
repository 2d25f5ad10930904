package dev.goldenpath.operator.runtime;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Likeness;
import dev.goldenpath.operator.support.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Services that come and go at random, and what must be left of each in the end. */
final class RandomFleet {
  private static final List<String> TIERS = Tier.names();
  private static final int SMALLEST = 20;
  private static final int MOST_AT_ONCE = 6;

  private final GoldenServices services;
  private final Random random;
  private final Map<String, Wanted> living = new TreeMap<>();
  private final Map<String, Retained> retained = new TreeMap<>();
  private final Set<String> deleted = new TreeSet<>();
  private int made;

  private record Wanted(String tier, String deletionPolicy) {}

  /** Deleted with Retain, from a state that was complete or not. */
  private record Retained(String tier, boolean complete) {}

  /** Something that a person does to one service. */
  record Change(String service, Runnable action) {}

  RandomFleet(GoldenServices services, Random random) {
    this.services = services;
    this.random = random;
  }

  /** Some services more. */
  List<Change> creations() {
    return IntStream.rangeClosed(0, random.nextInt(MOST_AT_ONCE))
        .mapToObj(i -> creation())
        .toList();
  }

  private Change creation() {
    String name = "t-stops-" + ++made;
    Wanted wanted =
        new Wanted(
            TIERS.get(random.nextInt(TIERS.size())), random.nextBoolean() ? "Retain" : "Delete");
    living.put(name, wanted);
    return new Change(
        name, () -> services.create(name, "payments", wanted.tier, wanted.deletionPolicy));
  }

  /** Some services less, of those that were complete and of those that were not. */
  List<Change> deletions() {
    List<Change> changes = new ArrayList<>();
    Set<String> complete = steady();
    int most = Math.min(living.size() - SMALLEST, MOST_AT_ONCE);
    for (int i = 0; i < most; i++) {
      String name = List.copyOf(living.keySet()).get(random.nextInt(living.size()));
      Wanted wanted = living.remove(name);
      if (wanted.deletionPolicy.equals("Retain")) {
        retained.put(name, new Retained(wanted.tier, complete.contains(name)));
      } else {
        deleted.add(name);
      }
      changes.add(new Change(name, () -> delete(name)));
    }
    return changes;
  }

  private void delete(String name) {
    services.annotate(name, "goldenpath.dev/confirm-deletion", name);
    services.resource(name).delete();
  }

  int size() {
    return living.size();
  }

  /** Those that are Ready: nothing is left to do for them. */
  Set<String> steady() {
    return living.keySet().stream()
        .filter(name -> isReady(services.get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isReady(GoldenService service) {
    return service != null
        && GoldenServices.condition(service, "Ready").map(StatusCondition::holds).orElse(false);
  }

  /** Every service is as it is to stay: made, or gone. */
  boolean isSettled() {
    return steady().size() == living.size()
        && retained.keySet().stream().allMatch(name -> services.get(name) == null)
        && deleted.stream().allMatch(name -> services.get(name) == null);
  }

  /** The request wrote to something of the service. */
  static boolean wrote(ApiRequest request, String service) {
    boolean ownObject =
        request.resource().startsWith("goldenservices")
            || request.resource().startsWith("namespaces");
    return request.writes()
        && (request.namespace().equals(service) || (ownObject && request.name().equals(service)));
  }

  /** What is not as it should be, once settled, beside a service of each tier made in peace. */
  List<String> problems(Map<String, Map<String, String>> undisturbed) {
    List<String> problems = new ArrayList<>();
    living.forEach(
        (name, wanted) -> {
          Map<String, String> like = undisturbed.get(wanted.tier);
          Map<String, String> different = new TreeMap<>(Likeness.of(services, name));
          like.keySet().forEach(object -> different.putIfAbsent(object, "missing"));
          different
              .entrySet()
              .removeIf(object -> object.getValue().equals(like.get(object.getKey())));
          if (!different.isEmpty()) {
            problems.add(name + " differs from an undisturbed one: " + different);
          }
        });
    retained.forEach(
        (name, was) -> {
          Set<String> left = objects(name);
          Set<String> kept = Plans.retained(name, was.tier);
          if (was.complete ? !left.equals(kept) : !kept.containsAll(left)) {
            problems.add(name + ", deleted with Retain, left behind " + left);
          }
        });
    for (String name : deleted) {
      if (!objects(name).isEmpty()) {
        problems.add(name + ", deleted with Delete, left behind " + objects(name));
      }
    }
    return problems;
  }

  static List<String> tiers() {
    return TIERS;
  }

  private Set<String> objects(String name) {
    return services.ownedObjects(name).stream()
        .map(GoldenServices::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
