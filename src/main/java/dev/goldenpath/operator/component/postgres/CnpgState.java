package dev.goldenpath.operator.component.postgres;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.condition.ObservedCondition;
import dev.goldenpath.operator.goldenpath.MessageText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What CloudNativePG says about a Cluster: its phase, which is a sentence for people, its reason,
 * and its conditions. The number of ready instances alone would call a database ready that waits
 * for a person, and one starting that can never start.
 *
 * @param ready whether the database serves as it was asked to
 * @param failing whether a person must act if it stays so
 * @param reason from {@link Reason}
 * @param message in CloudNativePG's words
 */
public record CnpgState(boolean ready, boolean failing, String reason, String message) {
  private static final String HIBERNATION = "cnpg.io/hibernation";
  private static final String FENCING = "cnpg.io/fencedInstances";
  private static final int LONGEST = 512;

  /** The annotations by which people stop a database. */
  public static final Set<String> ANNOTATIONS = Set.of(HIBERNATION, FENCING);

  /** The phases that end only when a person acts, or that report an error. */
  private static final Set<String> NEEDS_PERSON =
      Set.of(
          "Cluster is unrecoverable and needs manual intervention",
          "Waiting for user action",
          "Not enough disk space",
          "Invalid cluster definition",
          "Unable to create required cluster objects",
          "Cluster has incomplete or invalid image catalog",
          "Cluster cannot execute instance online upgrade due to missing architecture binary",
          "Cluster cannot proceed to reconciliation due to an unknown plugin being required",
          "Cluster cannot proceed to reconciliation due to an error while interacting with plugins");

  private static final String HEALTHY = "Cluster in healthy state";

  /** The state of a live Cluster. */
  public static CnpgState of(GenericKubernetesResource cluster) {
    int wanted = number(cluster.get("spec", "instances"));
    int ready = number(cluster.get("status", "readyInstances"));
    String count = ready + " of " + wanted + " instances ready";
    Map<String, String> annotations = cluster.getMetadata().getAnnotations();
    if ("on".equals(annotations.get(HIBERNATION))) {
      return failing(
          Reason.HIBERNATED,
          "hibernated by the annotation %s; set it to off to start the database again"
              .formatted(HIBERNATION));
    }
    String fenced = annotations.getOrDefault(FENCING, "");
    if (!fenced.isEmpty() && !fenced.equals("[]")) {
      return failing(
          Reason.INSTANCES_FENCED,
          "%s; fenced by the annotation %s: %s, which stops PostgreSQL there; remove it to start again"
              .formatted(count, FENCING, MessageText.plain(fenced, LONGEST)));
    }
    String phase = text(cluster.get("status", "phase"));
    String words = words(cluster, count);
    if (NEEDS_PERSON.contains(phase)) {
      return failing(Reason.DATABASE_FAILING, words);
    }
    Optional<ObservedCondition> condition = ObservedCondition.of(cluster, "Ready");
    boolean saysNo = condition.filter(each -> !each.isTrue()).isPresent();
    boolean isOld =
        condition
            .filter(each -> each.isOlderThan(cluster.getMetadata().getGeneration()))
            .isPresent();
    boolean isBusy = !phase.isEmpty() && !phase.equals(HEALTHY);
    return ready < wanted || saysNo || isOld || isBusy
        ? new CnpgState(false, false, Reason.INSTANCES_STARTING, words)
        : new CnpgState(true, false, Reason.INSTANCES_READY, count);
  }

  /** What does not keep the database from serving, but should not wait for the day it matters. */
  public static List<String> warnings(GenericKubernetesResource cluster) {
    List<String> warnings = new ArrayList<>();
    failed(cluster, "ContinuousArchiving")
        .ifPresent(
            why ->
                warnings.add(
                    "archiving of the write-ahead log fails, and the volume fills up: " + why));
    failed(cluster, "LastBackupSucceeded")
        .ifPresent(why -> warnings.add("the last backup failed: " + why));
    if (cluster.get("status", "resizingPVC") instanceof List<?> volumes && !volumes.isEmpty()) {
      warnings.add(
          "%d volumes are being resized; if it lasts, the storage class may not allow expansion"
              .formatted(volumes.size()));
    }
    return warnings;
  }

  private static Optional<String> failed(GenericKubernetesResource cluster, String type) {
    return ObservedCondition.of(cluster, type)
        .filter(ObservedCondition::isFalse)
        .map(ObservedCondition::message);
  }

  private static CnpgState failing(String reason, String message) {
    return new CnpgState(false, true, reason, message);
  }

  /** The count, and whatever CloudNativePG says beyond "healthy". */
  private static String words(GenericKubernetesResource cluster, String count) {
    String phase = text(cluster.get("status", "phase"));
    String said =
        Stream.of(
                phase.equals(HEALTHY) ? "" : phase,
                phase.equals(HEALTHY) ? "" : text(cluster.get("status", "phaseReason")),
                ObservedCondition.of(cluster, "Ready")
                    .filter(each -> !each.isTrue())
                    .map(ObservedCondition::message)
                    .orElse(""))
            .filter(each -> !each.isEmpty())
            .distinct()
            .collect(Collectors.joining(": "));
    return said.isEmpty() ? count : count + "; CloudNativePG: " + MessageText.plain(said, LONGEST);
  }

  static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
