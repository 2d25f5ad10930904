package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service with one object a component, in a cluster that is played: whose each object is, what
 * stands on the namespace, and what was seen. It keeps watch over what must never happen.
 */
final class PlayedService implements HatchProtocol.Work {
  static final List<String> COMPONENTS = List.of("quota", "network", "dashboard");

  /** What the platform relies on. */
  private static final Set<String> GUARDRAILS = Set.of("quota", "network");

  private static final HatchReader READER =
      new HatchReader(Components.catalogue(), Documents.readBuiltIn());

  /** Whose an object is. */
  enum Owner {
    NOBODY,
    OURS,
    OWNERS
  }

  /** What may happen. */
  enum Kind {
    RECONCILE,
    OPEN,
    OPEN_WITH_A_SLIP,
    CLOSE,
    PAUSE,
    RESUME,
    LOSE_STATUS,
    OWNER_DELETES,
    OWNER_REPLACES,
    NAMESPACE_IS_TAKEN,
    ADOPT,
    NAMESPACE_IS_DELETED,
    FAIL
  }

  /**
   * One thing that happens.
   *
   * @param after how many calls to the cluster succeed before one fails, for a failure
   */
  record Event(Kind kind, String component, int after) {}

  /** A call to the cluster that did not come back. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Map<String, String> annotations = new HashMap<>();
  private final Map<String, Owner> objects = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private RememberedHatches remembered = RememberedHatches.NONE;
  private boolean namespaceIsOurs = true;
  private int callsLeft = Integer.MAX_VALUE;
  private int writes;

  Owner object(String component) {
    return objects.getOrDefault(component, Owner.NOBODY);
  }

  RememberedHatches remembered() {
    return remembered;
  }

  boolean isEjected(String component) {
    return read().ejects(component);
  }

  void happen(Event event) {
    String eject = "eject.goldenpath.dev/" + event.component();
    switch (event.kind()) {
      case OPEN -> annotations.put(eject, "cost: x");
      case OPEN_WITH_A_SLIP -> annotations.put(eject, "becuase: x");
      case CLOSE -> annotations.remove(eject);
      case PAUSE -> annotations.put("goldenpath.dev/paused", "becuase: x");
      case RESUME -> annotations.remove("goldenpath.dev/paused");
      case OWNER_DELETES -> owns(event.component(), Owner.NOBODY);
      case OWNER_REPLACES -> owns(event.component(), Owner.OWNERS);
      case NAMESPACE_IS_TAKEN -> namespaceIsOurs = false;
      case ADOPT -> namespaceIsOurs = true;
      case NAMESPACE_IS_DELETED -> {
        objects.clear();
        seen.clear();
        remembered = RememberedHatches.NONE;
      }
      case FAIL -> reconcile(event.after());
      case RECONCILE -> reconcile(Integer.MAX_VALUE);
      case LOSE_STATUS -> {} // Nothing reads it.
    }
  }

  /** An owner has a right to what was handed over, and to nothing else. */
  private void owns(String component, Owner now) {
    if (object(component) == Owner.OWNERS) {
      objects.put(component, now);
    }
  }

  private Hatches read() {
    return READER.read(annotations, Tier.GOLD, remembered);
  }

  private void reconcile(int calls) {
    callsLeft = calls;
    try {
      Hatches hatches = read();
      if (namespaceIsOurs && hatches.paused().isEmpty()) {
        RememberedHatches understood = remembered.understood(hatches);
        remember(remembered, understood);
        HatchProtocol.run(hatches, understood, COMPONENTS, this);
      }
    } catch (Crash e) {
      // The next reconciliation finds what this one left.
    }
  }

  private void call() {
    if (callsLeft-- <= 0) {
      throw new Crash();
    }
  }

  private void put(String component, Owner owner) {
    call();
    writes++;
    objects.put(component, owner);
    seen.add(component);
  }

  @Override
  public boolean isOffered(String component) {
    return true;
  }

  @Override
  public boolean prepare(String component) {
    if (GUARDRAILS.contains(component)) {
      if (object(component) == Owner.NOBODY) {
        put(component, Owner.OURS);
      }
      seen.add(component);
    }
    return true;
  }

  @Override
  public boolean announce(String component) {
    call();
    return true;
  }

  @Override
  public boolean remember(RememberedHatches before, RememberedHatches now) {
    if (now.equals(before)) {
      return true;
    }
    call();
    writes++;
    for (String component : now.handedOver().keySet()) {
      if (GUARDRAILS.contains(component)) {
        assertThat(seen)
            .as("a guardrail is there before its eject is recorded")
            .contains(component);
      }
    }
    remembered = now;
    return true;
  }

  @Override
  public Map<String, HatchProtocol.Result> build(Map<String, ComponentMode> modes) {
    Map<String, HatchProtocol.Result> results = new HashMap<>();
    modes.forEach((component, mode) -> results.put(component, build(component, mode)));
    return results;
  }

  private HatchProtocol.Result build(String component, ComponentMode mode) {
    Owner owner = object(component);
    if (mode == ComponentMode.HANDED_OVER) {
      if (owner == Owner.OURS) {
        assertThat(remembered.isHandedOver(component)).as("what is let go is remembered").isTrue();
        put(component, Owner.OWNERS);
      }
      return new HatchProtocol.Result(false, null);
    }
    boolean byForce = mode == ComponentMode.RETURNING;
    if (byForce) {
      assertThat(remembered.isHandedOver(component)).as("taken by force").isTrue();
    }
    if (owner == Owner.NOBODY || owner == Owner.OWNERS && byForce) {
      put(component, Owner.OURS);
    }
    return new HatchProtocol.Result(object(component) == Owner.OURS, null);
  }

  /** The last reconciliations, without a break. */
  void resumeAndSettle() {
    annotations.remove("goldenpath.dev/paused");
    namespaceIsOurs = true;
    for (int i = 0; i < 4; i++) {
      reconcile(Integer.MAX_VALUE);
    }
  }

  int writesWhenSettled() {
    writes = 0;
    reconcile(Integer.MAX_VALUE);
    return writes;
  }

  /** By the hatches that are open now, and by what their owner did with what he was handed. */
  Owner expected(String component) {
    if (!isEjected(component)) {
      return Owner.OURS;
    }
    return object(component) == Owner.NOBODY ? Owner.NOBODY : Owner.OWNERS;
  }
}
