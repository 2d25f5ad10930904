package dev.goldenpath.operator.hatch;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the escape-hatch annotations of one GoldenService come to.
 *
 * @param values the overridden values that count, by {@code component.parameter}
 * @param overridden those that differ from the tier's
 * @param patches by component
 * @param ejected by component, why
 * @param paused why nothing is to be written; empty where the service is not paused
 * @param until the last day of a hatch, by component, parameter or {@code paused}
 * @param rejected what is not understood, in the order of the keys; of unknown keys the first ones,
 *     and how many more there are
 * @param hash what tells these annotations from others; null where there are none
 */
public record Hatches(
    Map<String, String> values,
    List<Overridden> overridden,
    Map<String, PatchHatch> patches,
    Map<String, HatchReason> ejected,
    Optional<HatchReason> paused,
    Map<String, LocalDate> until,
    List<RejectedHatch> rejected,
    @Nullable String hash) {

  /** Whether the component's owner manages it. */
  public boolean ejects(String component) {
    return ejected.containsKey(component);
  }

  /**
   * The reason on one object of a component, with the component's last day.
   *
   * @throws InvalidHatchException where it is none
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
   * A patch that is open.
   *
   * @param patches the one that is wanted and the last one that counted, in the order in which to
   *     try them
   * @param rule what they may touch
   */
  public record PatchHatch(List<MergePatch> patches, PatchRule rule, HatchReason reason) {}
}
