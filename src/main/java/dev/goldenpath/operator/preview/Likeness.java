package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.component.effect.Effect;
import java.util.Set;

/** The services with the same kinds of change and the same effects; only their number is kept. */
final class Likeness {
  private final ServiceClass type;
  private final Set<ChangeKind> kinds;
  private final Set<Effect> effects;
  private int services;

  /**
   * No service yet.
   *
   * @param type their class before any dry run
   */
  Likeness(ServiceClass type, Set<ChangeKind> kinds, Set<Effect> effects) {
    this.type = type;
    this.kinds = kinds;
    this.effects = effects;
  }

  ServiceClass type() {
    return type;
  }

  Set<ChangeKind> kinds() {
    return kinds;
  }

  Set<Effect> effects() {
    return effects;
  }

  int services() {
    return services;
  }

  void add() {
    services++;
  }
}
