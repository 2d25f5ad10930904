package dev.goldenpath.cli.progress;

import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.StatusCondition;
import java.util.Optional;

/** What is waited for, as it is typed. */
enum Goal {
  ready {
    @Override
    Optional<Verdict> verdict(Sighting sighting, boolean isPatient) {
      if (sighting instanceof Sighting.Deleted) {
        return Verdict.no("was deleted while it was waited for");
      }
      if (!(sighting instanceof Sighting.Present present)) {
        return Optional.empty();
      }
      ServiceState state = new ServiceState(present.service());
      if (state.isTerminating()) {
        return Verdict.no("is being deleted");
      }
      if (state.isReady()) {
        return Verdict.yes();
      }
      return state
          .stalled()
          .filter(stalled -> !isPatient)
          .flatMap(
              stalled ->
                  Verdict.no(
                      "is Stalled: "
                          + ServiceState.plain(stalled.message())
                          + "; a person must act (--through-stalled waits on)"));
    }

    @Override
    String missed(Sighting last) {
      return "is not Ready";
    }
  },

  deleted {
    @Override
    Optional<Verdict> verdict(Sighting sighting, boolean isPatient) {
      if (!(sighting instanceof Sighting.Present present)) {
        return Verdict.yes();
      }
      ServiceState state = new ServiceState(present.service());
      return state
          .stalled()
          .filter(stalled -> state.isTerminating() && !isPatient)
          .filter(stalled -> stalled.reason().equals(Reason.TERMINATING))
          .map(StatusCondition::message)
          .flatMap(
              message ->
                  Verdict.no(
                      "is not deleted: "
                          + ServiceState.plain(message)
                          + "; a person must act (--through-stalled waits on)"));
    }

    @Override
    String missed(Sighting last) {
      return last instanceof Sighting.Present present
              && new ServiceState(present.service()).isTerminating()
          ? "is not deleted"
          : "is not being deleted";
    }
  };

  /**
   * The end of a wait.
   *
   * @param exit an {@link ExitCode}
   * @param message what a person reads after the service's name; empty if all is well
   */
  record Verdict(int exit, String message) {
    private static Optional<Verdict> yes() {
      return Optional.of(new Verdict(ExitCode.YES, ""));
    }

    private static Optional<Verdict> no(String message) {
      return Optional.of(new Verdict(ExitCode.NO, message));
    }
  }

  /**
   * Whether the wait is over, and how.
   *
   * @param isPatient whether to wait while a person must act
   */
  abstract Optional<Verdict> verdict(Sighting sighting, boolean isPatient);

  /** What the service lacks when the time is up. */
  abstract String missed(Sighting last);
}
