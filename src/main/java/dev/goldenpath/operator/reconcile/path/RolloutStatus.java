package dev.goldenpath.operator.reconcile.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.path.GoldenPathStatus;
import dev.goldenpath.operator.api.path.GoldenPathStatus.Counts;
import dev.goldenpath.operator.api.path.GoldenPathStatus.Impact;
import dev.goldenpath.operator.api.path.PathRolloutStatus;
import dev.goldenpath.operator.rollout.FleetCounts;
import dev.goldenpath.operator.rollout.PathFacts;
import dev.goldenpath.operator.rollout.Paths;
import dev.goldenpath.operator.rollout.RolloutSpec;
import dev.goldenpath.operator.rollout.RolloutState;
import dev.goldenpath.operator.rollout.ServiceFact;
import dev.goldenpath.operator.rollout.Strategy;
import dev.goldenpath.operator.rollout.TargetImpact;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rollout between a GoldenPath, as the API server has it, and the state machine. */
final class RolloutStatus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RolloutStatus() {}

  /** The rollout in the status of a path; empty if there is none, or if it is unreadable. */
  static Optional<RolloutState> stateOf(GoldenPathStatus status) {
    if (status.current() == null || status.target() == null || status.rollout() == null) {
      return Optional.empty();
    }
    ObjectNode state = JSON.valueToTree(status.rollout());
    state.put("current", status.current()).put("target", status.target());
    try {
      return Optional.of(JSON.convertValue(state, RolloutState.class));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The part of a state that is stored beside current and target. */
  static PathRolloutStatus stored(RolloutState state) {
    ObjectNode tree = JSON.valueToTree(state);
    tree.remove("current");
    tree.remove("target");
    return JSON.convertValue(tree, PathRolloutStatus.class);
  }

  /** Counts as they are stored. */
  static Counts stored(FleetCounts counts) {
    return JSON.convertValue(counts, Counts.class);
  }

  /** The impact of a target as it is stored: that of its acceptance, whatever happened since. */
  static Impact impact(GoldenPathStatus before, String target, Collection<ServiceFact> services) {
    @Nullable Impact known = before.impact();
    return known != null && target.equals(before.target())
        ? known
        : JSON.convertValue(TargetImpact.of(target, services), Impact.class);
  }

  /** {@code spec.rollout}; numbers are read as text. */
  static RolloutSpec specOf(GenericKubernetesResource path) {
    return read(path.get("spec", "rollout"));
  }

  /**
   * The same as it is in a spec.
   *
   * @param field null if it is absent
   */
  static RolloutSpec read(@Nullable Object field) {
    JsonNode rollout = JSON.valueToTree(field);
    return rollout.isObject() ? JSON.convertValue(rollout, RolloutSpec.class) : RolloutSpec.ABSENT;
  }

  /** What is stored of a rollout, with the strategy beside it. */
  static Optional<Paths.Rollout> of(GenericKubernetesResource path) {
    return stateOf(PathStatusWriter.statusOf(path))
        .map(state -> new Paths.Rollout(state, strategyOf(path), minimumVersion(path)));
  }

  /** The strategy of a path; of one that cannot be used, the defaults. */
  static Strategy strategyOf(GenericKubernetesResource path) {
    RolloutSpec spec = specOf(path);
    return spec.problems().isEmpty() ? Strategy.of(spec) : Strategy.DEFAULT;
  }

  private static @Nullable String minimumVersion(GenericKubernetesResource path) {
    return path.get("spec", "minimumVersion") instanceof String version ? version : null;
  }

  /** What a path asks for. */
  static PathFacts facts(
      GenericKubernetesResource path, String target, boolean rolledOut, String inForce) {
    Map<String, String> annotations = path.getMetadata().getAnnotations();
    return new PathFacts(
        target,
        rolledOut,
        inForce,
        minimumVersion(path),
        annotations.containsKey(Annotations.PAUSED),
        annotations.get(Annotations.EXPEDITE),
        annotations.get(Annotations.RETRY));
  }
}
