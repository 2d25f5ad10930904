package dev.goldenpath.operator.hatch;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The escape hatches of one GoldenService, read from its annotations.
 *
 * @param values the overridden values that are valid, by {@code component.parameter}
 * @param overridden those that differ from the tier's
 * @param patches by component
 * @param ejected by component, why
 * @param paused why nothing may be written; empty if the service is not paused
 * @param pin the revision that the service stays on; empty if no pin counts
 * @param until the last day of a hatch, by component, parameter, {@code paused} or {@code pin}
 * @param rejected the invalid annotations, in the order of their keys; of unknown keys the first
 *     ones, and the number of the others
 * @param hash a hash of these annotations; null if there are none
 */
public record Hatches(
    Map<String, String> values,
    List<Overridden> overridden,
    Map<String, PatchHatch> patches,
    Map<String, HatchReason> ejected,
    Optional<HatchReason> paused,
    Optional<Pinned> pin,
    Map<String, LocalDate> until,
    List<RejectedHatch> rejected,
    @Nullable String hash) {

  /** Whether the component's owner manages it. */
  public boolean ejects(String component) {
    return ejected.containsKey(component);
  }

  /**
   * The reason given on one object of a component, with the component's last day.
   *
   * @throws InvalidHatchException if it is invalid
   */
  public HatchReason ofObject(String component, String reason) throws InvalidHatchException {
    return HatchReason.parse(reason).until(Optional.ofNullable(until.get(component)));
  }

  /**
   * A parameter with a value other than the tier's.
   *
   * @param parameter {@code component.parameter}
   * @param standard the tier's value
   * @param unsafe whether the value lowers what the platform guarantees
   */
  public record Overridden(
      String parameter, String value, String standard, boolean unsafe, HatchReason reason) {}

  /**
   * A pin that counts.
   *
   * @param version the revision
   */
  public record Pinned(String version, HatchReason reason) {}

  /**
   * An open patch.
   *
   * @param patches the desired one and the last valid one, in the order in which to try them
   * @param rule what they may change
   */
  public record PatchHatch(List<MergePatch> patches, PatchRule rule, HatchReason reason) {}
}
