package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.ComponentSchema;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;

/** One thing that a service gets. */
public interface Component extends ComponentSchema {
  /** What stands before its sentences in status: for people. */
  default String title() {
    return name();
  }

  /** Every kind of object that it may ask for, whatever the plan says. */
  List<ApiKind> kinds(Platform platform);

  /**
   * Every name that an object of it may have. Only objects of these names are looked at: labels are
   * written by others, too.
   *
   * @param service the service, whose name is also that of the namespace
   */
  Set<String> objectNames(String service);

  /**
   * Whether everybody who develops in the namespace may write objects of its kinds: then they may
   * be many, and each as large as the API server takes.
   */
  default boolean isOpenToDevelopers() {
    return false;
  }

  /**
   * The objects that the service must have. Empty where the plan asks for none. What the API server
   * would default inside a list is written out, and nothing is set to zero, false or empty, so that
   * the live object can be compared with it.
   */
  List<HasMetadata> desired(ServicePlan plan);

  /**
   * The fields of its objects whose text is a quantity, as paths with dots: {@code spec.hard}. Each
   * stands for all that is below it, in lists as well. There, {@code 1000m} and {@code 1} are the
   * same, which is how the server rewrites them; anywhere else text is compared by the letter.
   */
  default Set<String> quantities() {
    return Set.of();
  }

  /**
   * The fields of its objects that the API server never lets change, as paths with dots: {@code
   * roleRef}. An object in which one of them differs is replaced: deleted and created.
   */
  default Set<String> replaces() {
    return Set.of();
  }

  /** How far the component is, once its objects are applied. */
  default Readiness readiness(ServicePlan plan, ObservedState observed) {
    return Readiness.applied();
  }

  /**
   * The kind of one of its objects.
   *
   * @throws java.util.NoSuchElementException for an object of no kind of its: an error of the
   *     product
   */
  default ApiKind kindOf(Platform platform, HasMetadata object) {
    return kinds(platform).stream()
        .filter(
            kind ->
                kind.kind().equals(object.getKind())
                    && kind.apiVersion().equals(object.getApiVersion()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Whether the platform relies on it: then it is there before its owner gets it, however early it
   * is ejected. Else nobody would need a right to do without it.
   */
  default boolean isGuardrail() {
    return false;
  }

  /** Whether it stays when the GoldenService is deleted with Retain. */
  default boolean keptOnRelease() {
    return true;
  }

  /** Whether it holds data: then an object that is no longer wanted is left alone, not deleted. */
  default boolean holdsData() {
    return false;
  }

  /** The type of its status condition: {@code PostgresReady}. */
  default String conditionType() {
    return capitalised() + "Ready";
  }

  /** Its name as the first word of a reason: {@code Postgres}. */
  default String capitalised() {
    return Character.toUpperCase(name().charAt(0)) + name().substring(1);
  }
}
