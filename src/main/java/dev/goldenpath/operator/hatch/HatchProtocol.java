package dev.goldenpath.operator.hatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The hatches in one reconciliation: what is done in which order, and what is remembered when. It
 * may be interrupted between any two calls: what is remembered was observed, and whatever was
 * released is remembered.
 */
public final class HatchProtocol {
  private HatchProtocol() {}

  /** The operations in the cluster. */
  public interface Work {
    /** Whether the platform offers the component. */
    boolean isOffered(String component);

    /**
     * Ensures that what the platform relies on in a component exists before its owner takes over.
     *
     * @return whether it exists
     */
    boolean prepare(String component);

    /**
     * Announces what taking a component back will change.
     *
     * @return whether the changes could be determined
     */
    boolean announce(String component);

    /**
     * Persists what is remembered; also called when nothing has changed.
     *
     * @return whether it is persisted now
     */
    boolean remember(RememberedHatches before, RememberedHatches now);

    /**
     * Works on components, each in its mode.
     *
     * @return the outcome of each
     */
    Map<String, Result> build(Map<String, ComponentMode> modes);
  }

  /**
   * The outcome of one component.
   *
   * @param applied whether the operator owns every object of it, and each matches the plan
   * @param patch the patch that was applied; null if none
   */
  public record Result(boolean applied, @Nullable String patch) {}

  /**
   * Runs it once.
   *
   * @param understood what is remembered, updated with the present hatches
   * @param components by name, in the product's order
   * @return what is remembered afterwards
   */
  public static RememberedHatches run(
      Hatches hatches, RememberedHatches understood, List<String> components, Work work) {
    RememberedHatches wanted = understood;
    for (String component : components) {
      switch (ComponentMode.of(component, hatches, understood)) {
        case TO_HAND_OVER -> {
          if (work.prepare(component)) {
            wanted =
                wanted.handedOver(
                    component, Objects.requireNonNull(hatches.ejected().get(component)));
          }
        }
        case TO_ANNOUNCE -> {
          if (work.isOffered(component) && work.announce(component)) {
            wanted = wanted.announced(component);
          }
        }
        default -> {}
      }
    }
    RememberedHatches taken = work.remember(understood, wanted) ? wanted : understood;
    Map<String, ComponentMode> modes = new LinkedHashMap<>();
    for (String component : components) {
      ComponentMode mode = ComponentMode.of(component, hatches, taken);
      boolean waits =
          mode == ComponentMode.TO_HAND_OVER
              || (ComponentMode.of(component, hatches, understood) == ComponentMode.TO_ANNOUNCE
                  && work.isOffered(component));
      if (!waits) {
        modes.put(component, mode);
      }
    }
    RememberedHatches after = taken;
    for (Map.Entry<String, Result> built : work.build(modes).entrySet()) {
      after =
          after(
              built.getKey(),
              Objects.requireNonNull(modes.get(built.getKey())),
              built.getValue(),
              after,
              work);
    }
    work.remember(taken, after);
    return after;
  }

  private static RememberedHatches after(
      String component, ComponentMode mode, Result result, RememberedHatches before, Work work) {
    RememberedHatches after =
        result.patch() == null ? before : before.patched(component, result.patch());
    boolean isBack = mode == ComponentMode.RETURNING && result.applied();
    boolean isGone = after.isHandedOver(component) && !work.isOffered(component);
    return isBack || isGone ? after.takenBack(component) : after;
  }
}
