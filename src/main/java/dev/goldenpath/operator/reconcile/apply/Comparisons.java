package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.DesiredObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares desired objects with live ones, in the light of what the server answered before. */
final class Comparisons {
  private final ServerDefaults defaults;

  Comparisons(Clock clock) {
    defaults = new ServerDefaults(clock);
  }

  /**
   * The answer to an apply.
   *
   * @param rewritten the fields with another value than applied, in a sentence
   * @param isNews whether the answer before was another one
   */
  record Answer(AppliedFieldsDiff difference, Optional<String> rewritten, boolean isNews) {

    /** What the apply has changed of what differed before. */
    Map<String, List<Object>> repaired(AppliedFieldsDiff before) {
      Map<String, List<Object>> repaired = new LinkedHashMap<>(before.differences());
      repaired.entrySet().removeAll(difference.differences().entrySet());
      return repaired;
    }
  }

  Comparison compare(
      ComponentContext context, DesiredObject desired, Optional<GenericKubernetesResource> live) {
    if (live.isEmpty()) {
      return new Comparison(desired, live, Optional.empty(), Optional.empty());
    }
    AppliedFieldsDiff difference = difference(context, desired, live.get());
    return defaults.explain(difference, desired.content(), live.get())
        ? new Comparison(
            desired, live, Optional.empty(), rewritten(context, desired, live.get(), difference))
        : new Comparison(desired, live, Optional.of(difference), Optional.empty());
  }

  /** Remembers the answer to an apply. */
  Answer learn(ComponentContext context, DesiredObject desired, GenericKubernetesResource applied) {
    AppliedFieldsDiff difference = difference(context, desired, applied);
    Optional<String> rewritten = rewritten(context, desired, applied, difference);
    boolean isNews = defaults.learn(difference, desired.content(), applied, rewritten.isPresent());
    return new Answer(difference, rewritten, isNews);
  }

  private static AppliedFieldsDiff difference(
      ComponentContext context, DesiredObject desired, GenericKubernetesResource live) {
    return AppliedFieldsDiff.compare(desired.content(), live, meaning(context));
  }

  private static Optional<String> rewritten(
      ComponentContext context,
      DesiredObject desired,
      GenericKubernetesResource answered,
      AppliedFieldsDiff difference) {
    return difference.differences().isEmpty()
        ? Optional.empty()
        : RewrittenFields.describe(
            desired.title(), desired.content(), answered, difference, meaning(context));
  }

  private static SemanticEquality meaning(ComponentContext context) {
    return new SemanticEquality(context.component().quantities());
  }
}
