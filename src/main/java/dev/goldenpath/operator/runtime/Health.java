package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.reconcile.GoldenOperator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answers to probes: before the operator is started, and while it is running. */
final class Health {
  private final Supplier<Optional<String>> startProblem;
  private volatile @Nullable GoldenOperator operator;

  /**
   * @param startProblem why the operator is not started, if there is a reason
   */
  Health(Supplier<Optional<String>> startProblem) {
    this.startProblem = startProblem;
  }

  /** From now on, the operator's health counts. */
  void follow(GoldenOperator started) {
    operator = started;
  }

  /**
   * Why the process needs a restart, if it does: a problem that a person must fix does not need
   * one.
   */
  Optional<String> livenessProblem() {
    return operator == null || operator.isAlive()
        ? Optional.empty()
        : Optional.of("a watch has died");
  }

  /** Why this replica is not ready, if it is not. */
  Optional<String> readinessProblem() {
    if (operator == null) {
      return Optional.of(startProblem.get().orElse("starting"));
    }
    return operator.isSynced()
        ? Optional.empty()
        : operator.startProblem().or(() -> Optional.of("the caches are not filled yet"));
  }
}
