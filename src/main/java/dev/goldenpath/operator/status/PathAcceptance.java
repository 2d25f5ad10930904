package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Reason;
import java.util.List;

/**
 * What became of the document of a GoldenPath.
 *
 * @param accepted whether it is kept as a revision, and is the target
 * @param version its version
 * @param reason from {@link Reason}
 * @param messages its problems, or the fields that this release ignores; each begins with a field
 */
public record PathAcceptance(
    boolean accepted, String version, String reason, List<String> messages) {

  /** It can be used. */
  public static PathAcceptance of(String version, List<String> ignored) {
    return new PathAcceptance(true, version, Reason.VALID, ignored);
  }

  /** It cannot be used, for that reason. */
  public static PathAcceptance refused(String version, String reason, List<String> problems) {
    return new PathAcceptance(false, version, reason, problems);
  }
}
