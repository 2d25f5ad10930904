package dev.goldenpath.operator.rollout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keeps a state below 20 kB as JSON: a status is written often, and everyone who lists paths reads
 * it. The failed services go first, since they must not be forgotten; the room left bounds how many
 * are in flight. With names of up to 20 characters both lists can be full.
 */
final class StateBudget {
  /** Bytes of a whole state, with the longest version, wave and gate in it. */
  static final int BYTES = 19_900;

  private static final int HEADER = 900;
  private static final int FAILED_BYTES = 13_000;

  /** {@code {"name":"","at":"2026-11-25T20:31:00Z"},}. */
  private static final int BARE_FAILED = 42;

  /** {@code "reason":"ErrorBudgetBurning",}. */
  private static final int REASON = 30;

  /** {@code "message":"",}. */
  private static final int MESSAGE = 13;

  /** {@code {"name":"","since":"2026-11-25T20:31:00Z"},}. */
  private static final int BARE_FLIGHT = 45;

  /** {@code "baseline":["NotReady","ErrorBudgetBurning"],}. */
  private static final int BASELINE = 46;

  private StateBudget() {}

  /** Whether another service in flight still leaves room for all of them to fail. */
  static boolean hasRoom(
      Collection<FailedService> failed, Collection<InFlight> inFlight, InFlight another) {
    if (inFlight.size() >= Amount.MAXIMUM
        || failed.size() + inFlight.size() >= RolloutState.MAX_FAILED
        || bare(failed) + failures(inFlight) + failure(another) > FAILED_BYTES) {
      return false;
    }
    int flights = inFlight.stream().mapToInt(StateBudget::bytes).sum() + bytes(another);
    return HEADER + bare(failed) + flights <= BYTES;
  }

  /** Whether another service can be listed as failed; it is no longer in flight. */
  static boolean hasRoom(
      Collection<FailedService> failed, Collection<InFlight> inFlight, FailedService another) {
    int bytes = bare(failed) + bare(another);
    return failed.size() < RolloutState.MAX_FAILED
        && bytes <= FAILED_BYTES
        && HEADER + bytes + inFlight.stream().mapToInt(StateBudget::bytes).sum() <= BYTES;
  }

  /**
   * The failed services without what exceeds the budget. The oldest lose their messages first: the
   * services themselves have recorded them by then.
   */
  static List<FailedService> fitted(
      Collection<FailedService> failed, Collection<InFlight> inFlight) {
    int budget = BYTES - HEADER - inFlight.stream().mapToInt(StateBudget::bytes).sum();
    int bytes = failed.stream().mapToInt(StateBudget::bytes).sum();
    List<FailedService> fitted = new ArrayList<>(failed);
    for (int index = 0; index < fitted.size() && bytes > budget; index++) {
      FailedService bare = fitted.get(index).bare();
      bytes += bytes(bare) - bytes(fitted.get(index));
      fitted.set(index, bare);
    }
    return List.copyOf(fitted);
  }

  private static int bare(Collection<FailedService> failed) {
    return failed.stream().mapToInt(StateBudget::bare).sum();
  }

  private static int bare(FailedService failed) {
    return BARE_FAILED + failed.name().length();
  }

  private static int failures(Collection<InFlight> inFlight) {
    return inFlight.stream().mapToInt(StateBudget::failure).sum();
  }

  private static int failure(InFlight flight) {
    return BARE_FAILED + flight.name().length();
  }

  private static int bytes(InFlight flight) {
    return BARE_FLIGHT + flight.name().length() + (flight.proves() ? 0 : BASELINE);
  }

  private static int bytes(FailedService failed) {
    return bare(failed)
        + (failed.reason() == null ? 0 : REASON)
        + (failed.message() == null ? 0 : MESSAGE + escaped(failed.message()));
  }

  /** UTF-8 has at most three bytes for a UTF-16 unit; JSON writes some characters as six. */
  private static int escaped(String text) {
    return text.chars()
        .map(each -> each < ' ' ? 6 : each == '"' || each == '\\' ? 2 : each < 128 ? 1 : 3)
        .sum();
  }
}
