package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.hatch.Hatches.PatchHatch;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a service are made of, under two revisions: rendering them costs more than
 * comparing this. Name, team, tier and what is live are those of the service, and thus the same.
 */
final class RenderingInputs {
  private final GoldenPath applied;
  private final GoldenPath candidate;
  private final ServicePlan before;
  private final ServicePlan after;

  /** The components with another value, or present under only one of the revisions. */
  private final Set<String> different = new TreeSet<>();

  /**
   * Compares the plans of one service.
   *
   * @param before by the applied path
   * @param after by the candidate
   */
  RenderingInputs(GoldenPath applied, ServicePlan before, GoldenPath candidate, ServicePlan after) {
    this.applied = applied;
    this.candidate = candidate;
    this.before = before;
    this.after = after;
    after
        .values()
        .forEach(
            (parameter, value) -> {
              if (!value.equals(before.values().get(parameter))) {
                different.add(Parameter.componentOf(parameter));
              }
            });
    Components.ALL.stream()
        .map(Component::name)
        .filter(name -> before.includes(name) != after.includes(name))
        .forEach(different::add);
  }

  /** Whether the component's objects may differ. */
  boolean differFor(Component component) {
    return Stream.concat(Stream.of(component.name()), component.dependsOn().stream())
            .anyMatch(different::contains)
        || !component.settings(before.platform()).equals(component.settings(after.platform()))
        || patchDiffers(component.name());
  }

  /** What a patch may touch counts only if there is one. */
  private boolean patchDiffers(String component) {
    List<String> texts = texts(before.hatches().patches().get(component));
    return !texts.equals(texts(after.hatches().patches().get(component)))
        || (!texts.isEmpty()
            && !patchable(applied, component).equals(patchable(candidate, component)));
  }

  private static List<String> texts(@Nullable PatchHatch patch) {
    return patch == null ? List.of() : patch.patches().stream().map(MergePatch::text).toList();
  }

  private static List<String> patchable(GoldenPath path, String component) {
    return Objects.requireNonNull(path.spec().components().get(component)).patchable();
  }
}
