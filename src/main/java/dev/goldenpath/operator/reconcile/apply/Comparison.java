package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.DesiredObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/**
 * A desired object with the live one: found once, compared once.
 *
 * @param live as last observed; empty if it is missing
 * @param difference what an apply would change; empty if it would change nothing, or if there is no
 *     live object
 * @param rewritten what the server answers to an apply instead of the desired values, in a sentence
 */
public record Comparison(
    DesiredObject desired,
    Optional<GenericKubernetesResource> live,
    Optional<AppliedFieldsDiff> difference,
    Optional<String> rewritten) {

  /** The kind of both. */
  public ApiKind kind() {
    return desired.kind();
  }

  /** Whether an apply would change nothing. */
  public boolean isInSync() {
    return live.isPresent() && difference.isEmpty();
  }
}
