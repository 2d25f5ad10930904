package dev.goldenpath.operator.hatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One reconciliation, as far as hatches go: what is done in which order, and what is remembered
 * when. It may be cut off between any two calls: what is remembered was seen, and whatever was let
 * go is remembered.
 */
public final class HatchProtocol {
  private HatchProtocol() {}

  /** What is done in the cluster. */
  public interface Work {
    /** Whether the platform offers the component. */
    boolean isOffered(String component);

    /**
     * Sees to it that what the platform relies on in a component is there before its owner gets it.
     *
     * @return whether it is
     */
    boolean prepare(String component);

    /**
     * Says what taking a component back changes.
     *
     * @return whether that could be found out
     */
    boolean announce(String component);

    /**
     * Writes down what has changed; called before it has, too.
     *
     * @return whether it stands there now
     */
    boolean remember(RememberedHatches before, RememberedHatches now);

    /**
     * Works on components, each in its mode.
     *
     * @return what came of each
     */
    Map<String, Result> build(Map<String, ComponentMode> modes);
  }

  /**
   * What came of one component.
   *
   * @param applied whether every object of it is ours and as the plan has it
   * @param patch the patch that it has; null if none
   */
  public record Result(boolean applied, @Nullable String patch) {}

  /**
   * Goes through it once.
   *
   * @param understood what is remembered, with what the hatches say now
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
