package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.SemanticVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decides which revision a service should have.
 *
 * @param name its name
 * @param tier its tier
 * @param labels the labels of the GoldenService
 * @param pin the revision that its owner pinned; null for none, or if there is no such revision
 * @param memory what it remembers of its revisions
 */
public record ServicePlacement(
    String name,
    Tier tier,
    Map<String, String> labels,
    @Nullable String pin,
    ServiceMemory memory) {

  /**
   * Whether the pin keeps it from the target. A pin to the target does not: it volunteers for the
   * first wave. A pin older than the minimum does not count.
   */
  public boolean isHeldByPin(String target, @Nullable String minimumVersion) {
    return pin != null
        && !pin.equals(target)
        && (minimumVersion == null || !SemanticVersion.isOlder(pin, minimumVersion));
  }
}
