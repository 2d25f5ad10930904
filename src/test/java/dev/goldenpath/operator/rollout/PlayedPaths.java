package dev.goldenpath.operator.rollout;

/** What a path asks for, in tests. */
final class PlayedPaths {
  private PlayedPaths() {}

  /** An ordinary new version. */
  static PathFacts to(String version) {
    return new PathFacts(version, false, SimulatedFleet.OLD, null, false, null, null);
  }

  /** A version that went all the way before. */
  static PathFacts backTo(String version) {
    return new PathFacts(version, true, SimulatedFleet.OLD, null, false, null, null);
  }

  static PathFacts paused(PathFacts path, boolean paused) {
    return new PathFacts(
        path.version(),
        path.rolledOut(),
        path.inForce(),
        path.minimumVersion(),
        paused,
        path.expedite(),
        path.retry());
  }

  static PathFacts retried(PathFacts path, String text) {
    return new PathFacts(
        path.version(),
        path.rolledOut(),
        path.inForce(),
        path.minimumVersion(),
        path.paused(),
        path.expedite(),
        text);
  }

  static PathFacts expedited(PathFacts path) {
    return new PathFacts(
        path.version(),
        path.rolledOut(),
        path.inForce(),
        path.minimumVersion(),
        path.paused(),
        path.version(),
        path.retry());
  }

  static PathFacts minimum(PathFacts path, String version) {
    return new PathFacts(
        path.version(),
        path.rolledOut(),
        path.inForce(),
        version,
        path.paused(),
        path.expedite(),
        path.retry());
  }
}
