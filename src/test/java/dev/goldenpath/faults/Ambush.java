package dev.goldenpath.faults;

import dev.goldenpath.operator.support.ApiCall;
import dev.goldenpath.operator.support.Fault;
import java.util.Optional;

/** Looks at all that the operator asks, and chooses what meets a fault. */
interface Ambush {
  Ambush NONE = (replica, call) -> Optional.empty();

  /** The fault that this request meets. */
  Optional<Fault> on(Replica replica, ApiCall call);

  /** Returns when the client may see this event of a watch. */
  default void beforeEvent(ApiCall watch, String event) throws InterruptedException {}
}
