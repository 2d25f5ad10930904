package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One fault, from before the workload acts until the operator is left in peace. */
abstract class Disturbance implements Ambush {
  private volatile Instant over = Instant.MAX;
  private volatile boolean met;

  /** Before the workload acts. */
  void begin(Lane lane, Stage stage) {}

  /** After the workload acted; the operator may be still at it. */
  void acted(Lane lane, Stage stage) {}

  /** Whatever is still held goes on, in whichever way the plan came to its end. */
  void release() {}

  @Override
  public Optional<Fault> on(Replica replica, ApiCall call) {
    return Optional.empty();
  }

  /** It took place: this is a moment of it. */
  final void happened() {
    met = true;
  }

  /** From now on nothing is disturbed. */
  final void end() {
    over = Instant.now();
  }

  final boolean isMet() {
    return met;
  }

  /** When it ended; far away while it lasts. */
  final Instant over() {
    return over;
  }

  /** It may find nothing to disturb: the write did not happen this time, or no event came. */
  boolean mayBeMissed() {
    return true;
  }

  /** The kinds whose objects go and come by the fault itself. */
  List<String> recreatedKinds() {
    return List.of();
  }

  /** It concerns every service, and not only the one of the plan. */
  boolean concernsAll() {
    return false;
  }

  /** It ends the process, which is then started again. */
  boolean endsProcess() {
    return false;
  }

  /** What the operator should have said or done meanwhile, and did not. */
  List<String> complaints() {
    return List.of();
  }

  /** The same for a fault that lasts. */
  static final int ATTEMPTS_WHILE_IT_LASTS = 12;

  /** How many attempts more than undisturbed are no storm. */
  int attempts() {
    return 4;
  }
}
