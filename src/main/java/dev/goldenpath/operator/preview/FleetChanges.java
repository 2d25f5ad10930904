package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.component.effect.Effect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of change of the fleet, and which services have the same ones. A fleet in which every
 * service differs from every other does not make it grow without limit: beyond the bounds, values
 * of a field are not distinguished, then fields are only counted, and then services too.
 */
final class FleetChanges {
  /** Kinds of change that are tracked. */
  static final int KINDS = 1_000;

  /** Changes of one field that are distinguished by their values. */
  static final int VALUES = 100;

  /** Combinations of changes that are tracked. */
  static final int COMBINATIONS = 5_000;

  private final int remembered;
  private final Map<ChangeKey, ChangeKind> kinds = new LinkedHashMap<>();
  private final Map<ChangeKey, Integer> values = new HashMap<>();
  private final Map<Combination, Likeness> likenesses = new LinkedHashMap<>();
  private long untracked;
  private int unlike;

  /** What services must share to be alike; kinds are identical or not. */
  private record Combination(ServiceClass type, Set<ChangeKind> kinds, Set<Effect> effects) {}

  /**
   * Without any service yet.
   *
   * @param remembered services that are remembered by name for each kind of change
   */
  FleetChanges(int remembered) {
    this.remembered = remembered;
  }

  /** Adds one service. */
  void add(PreviewedService service, ServicePreview preview) {
    Set<ChangeKind> own = new LinkedHashSet<>();
    for (ChangeKey key : ChangeKeys.of(service, preview)) {
      Optional<ChangeKind> kind = find(key);
      kind.ifPresent(own::add);
      untracked += kind.isPresent() ? 0 : 1;
    }
    Likeness likeness =
        likeness(new Combination(preview.type(), Set.copyOf(own), Set.copyOf(preview.effects())));
    likeness.add();
    Sample.Member member = new Sample.Member(service.name(), service.tier(), likeness);
    own.forEach(kind -> kind.add(member));
  }

  private Optional<ChangeKind> find(ChangeKey key) {
    ChangeKind known = kinds.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    ChangeKey anyValue = key.withAnyValue();
    boolean isOneOfMany = values.getOrDefault(anyValue, 0) >= VALUES;
    ChangeKey wanted = isOneOfMany ? anyValue : key;
    if (!kinds.containsKey(wanted) && kinds.size() >= KINDS) {
      return Optional.empty();
    }
    if (!isOneOfMany) {
      values.merge(anyValue, 1, Integer::sum);
    }
    return Optional.of(kinds.computeIfAbsent(wanted, each -> new ChangeKind(each, remembered)));
  }

  /** Beyond the bound, services are alike by their effects alone, of which there are few sets. */
  private Likeness likeness(Combination own) {
    Combination tracked = own;
    if (!likenesses.containsKey(own) && likenesses.size() >= COMBINATIONS) {
      unlike++;
      tracked = new Combination(own.type(), Set.of(), own.effects());
    }
    return likenesses.computeIfAbsent(
        tracked, each -> new Likeness(each.type(), each.kinds(), each.effects()));
  }

  /** The kinds of change, the widest first. */
  List<ChangeKind> kinds() {
    List<ChangeKind> sorted = new ArrayList<>(kinds.values());
    sorted.sort(
        (one, other) ->
            one.services() == other.services()
                ? ChangeKey.ORDER.compare(one.key(), other.key())
                : Integer.compare(other.services(), one.services()));
    return sorted;
  }

  /** The services by what they have in common. */
  Collection<Likeness> likenesses() {
    return likenesses.values();
  }

  /** Changes of fields in services that are of no tracked kind. */
  long untracked() {
    return untracked;
  }

  /** Services whose combination of changes is not tracked, so that no dry run counts for them. */
  int unlike() {
    return unlike;
  }
}
