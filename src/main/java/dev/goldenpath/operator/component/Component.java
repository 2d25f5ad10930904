package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** One thing that a service gets. */
public interface Component extends ComponentTraits {
  /** The name that its messages in the status begin with. */
  default String title() {
    return name();
  }

  /** Every kind of object that it may have, whatever the plan is. */
  List<ApiKind> kinds(Platform platform);

  /**
   * Every name that one of its objects may have. Only objects with these names are considered:
   * labels may be written by others, too.
   *
   * @param service the service, whose name is also that of the namespace
   */
  Set<String> objectNames(String service);

  /**
   * Whether every developer in the namespace may write objects of its kinds: then there may be
   * many, each as large as the API server accepts.
   */
  default boolean isOpenToDevelopers() {
    return false;
  }

  /**
   * The objects that the service must have; empty if the plan asks for none. Fields that the API
   * server would default inside a list are written out, and nothing is set to zero, false or empty,
   * so that the live object can be compared with it.
   */
  List<HasMetadata> desired(ServicePlan plan);

  /**
   * The other components whose parameters, or whose presence, its objects depend on. Everything
   * else that they are made of is its own, or is one of the {@link #settings}.
   */
  default Set<String> dependsOn() {
    return Set.of();
  }

  /**
   * The other components that must have been ready when its first object is made. Afterwards it is
   * kept, whatever happens to them.
   */
  default Set<String> follows() {
    return Set.of();
  }

  /**
   * Whether each of its objects needs those before it: then none is written after one that cannot
   * be. Otherwise each is written, whatever the others do.
   */
  default boolean isAppliedInOrder() {
    return false;
  }

  /**
   * How many replicas an object that was just made is scaled to, once; from then on, they belong to
   * whoever scales it.
   */
  default OptionalInt initialReplicas(ServicePlan plan, DesiredObject object) {
    return OptionalInt.empty();
  }

  /**
   * The fields of {@code spec} that others write all the time, such as an autoscaler, by name. A
   * change of them alone does not matter.
   */
  default Set<String> writtenByOthers() {
    return Set.of();
  }

  /**
   * Whether a change of the status of one of its objects matters to its readiness, for a kind that
   * is part of every cluster: of others, each change does.
   */
  default boolean isStatusNews(GenericKubernetesResource before, GenericKubernetesResource now) {
    return false;
  }

  /**
   * The fields of its objects whose text is a quantity, as paths with dots: {@code spec.hard}. Each
   * includes everything below it, also in lists. There, {@code 1000m} and {@code 1} are equal,
   * since the server rewrites quantities; all other text is compared literally.
   */
  default Set<String> quantities() {
    return Set.of();
  }

  /**
   * How its fields are meant to be changed, for somebody whose edit was undone, as the end of a
   * message; empty if that is obvious.
   *
   * @param fields that were edited, as paths with dots
   */
  default String insteadOfEditing(Set<String> fields) {
    return "";
  }

  /**
   * The immutable fields of its objects, as paths with dots: {@code roleRef}. An object in which
   * one of them differs is replaced: deleted and recreated.
   */
  default Set<String> replaces() {
    return Set.of();
  }

  /** The annotations that others write and its readiness depends on; caches keep them. */
  default Set<String> readsAnnotations() {
    return Set.of();
  }

  /**
   * What is live of its parameters, and of those whose values depend on its objects.
   *
   * @param objects every live object of the component, desired or not; each is found when it is
   *     read, since few components read them
   * @param now the present moment
   */
  default LiveValues live(
      Stream<GenericKubernetesResource> objects, Platform platform, Instant now) {
    return LiveValues.NONE;
  }

  /**
   * Whether {@link #live} finds anything: for readers without a cache, each object is a request.
   */
  default boolean hasLiveValues() {
    return false;
  }

  /** The readiness of the component, once its objects are applied. */
  default Readiness readiness(ServicePlan plan, ObservedState observed) {
    return Readiness.applied();
  }

  /** The address under which it makes the service reachable, once it is ready; if it does so. */
  default Optional<String> url(ServicePlan plan) {
    return Optional.empty();
  }

  /**
   * How long it may wait for the same thing before a person must look, as {@code
   * progressDeadlineSeconds} of a Deployment; empty if it may wait for ever.
   */
  default Optional<Duration> progressDeadline(ServicePlan plan) {
    return Optional.empty();
  }

  /**
   * The kind of one of its objects.
   *
   * @throws java.util.NoSuchElementException if it has no such kind: a bug in the operator
   */
  default ApiKind kindOf(Platform platform, HasMetadata object) {
    return kinds(platform).stream().filter(kind -> kind.isOf(object)).findFirst().orElseThrow();
  }

  /**
   * The settings of the platform that its objects depend on, as a value that is equal if they are;
   * all of them, unless a component that is costly to render says more.
   */
  default Object settings(Platform platform) {
    return platform;
  }

  /**
   * What a change of one of its objects does, as far as the change shows it. The end of an object
   * that is deleted needs no mention, nor does what the API server says in a dry run.
   *
   * @param plan the plan that asks for the change
   * @param live the live object; empty if there is none, or if it is unknown
   */
  default Set<Effect> effects(
      ServicePlan plan, FieldChange change, Optional<GenericKubernetesResource> live) {
    return Set.of();
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
