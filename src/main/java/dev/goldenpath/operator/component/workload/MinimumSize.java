package dev.goldenpath.operator.component.workload;

import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.Requested;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What must fit into the quota: the least number of a service's own pods while they are being
 * replaced, its database with the one pod more of an update, and its queue. To {@code maxReplicas}
 * it need not grow: then the quota stops the growth.
 */
public final class MinimumSize {
  private static final String MIN_REPLICAS = "workload.minReplicas";

  /** The share of the pods that are started beside them in a rollout, in percent; rounded up. */
  public static final int SURGE = 25;

  /**
   * One dimension of the quota.
   *
   * @param quota the parameter of the quota
   * @param name of the parameter of each pod; empty if what counts is the pods themselves
   * @param noun for messages
   */
  private record Dimension(String quota, String name, String noun) {}

  private static final List<Dimension> DIMENSIONS =
      List.of(
          new Dimension("quota.cpu", "cpu", "CPU"),
          new Dimension("quota.memory", "memory", "memory"),
          new Dimension("quota.pods", "", "pods"));

  private static final Dimension STORAGE = new Dimension("quota.storage", "storage", "storage");

  /**
   * A number of equal pods.
   *
   * @param count the parameter of their number
   * @param more how many there are beside that number
   */
  private record Pods(String component, String count, int more) {}

  private MinimumSize() {}

  /** The dimensions in which it does not fit. */
  public static List<Contradiction> contradictions(
      Map<String, String> values, Requested requested) {
    List<Pods> pods = new ArrayList<>();
    List<Pods> volumes = new ArrayList<>();
    if (requested.image().isPresent()) {
      pods.add(new Pods("workload", MIN_REPLICAS, surge(values)));
    }
    if (requested.uses().contains("queue") && isInNamespace(values, "queue", "rabbitmq")) {
      Pods queue = new Pods("queue", "queue.replicas", 0);
      pods.add(queue);
      volumes.add(queue);
    }
    if (pods.isEmpty()) {
      return List.of();
    }
    if (isInNamespace(values, "postgres", "cloudnative-pg")) {
      pods.add(new Pods("postgres", "postgres.instances", 1));
      volumes.add(new Pods("postgres", "postgres.instances", 0));
    }
    List<Contradiction> found = new ArrayList<>();
    DIMENSIONS.forEach(dimension -> check(values, dimension, pods, found));
    check(values, STORAGE, volumes, found);
    return found;
  }

  private static int surge(Map<String, String> values) {
    return (Integer.parseInt(text(values, MIN_REPLICAS)) * SURGE + 99) / 100;
  }

  private static boolean isInNamespace(
      Map<String, String> values, String component, String provider) {
    return text(values, component + ".provider").equals(provider);
  }

  private static void check(
      Map<String, String> values, Dimension dimension, List<Pods> pods, List<Contradiction> found) {
    BigDecimal need = BigDecimal.ZERO;
    List<String> parameters = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (Pods each : pods) {
      int count = Integer.parseInt(text(values, each.count())) + each.more();
      String parameter = each.component() + "." + dimension.name();
      boolean isCounted = dimension.name().isEmpty();
      BigDecimal part = isCounted ? BigDecimal.ONE : amount(text(values, parameter));
      need = need.add(part.multiply(BigDecimal.valueOf(count)));
      parameters.add(each.count());
      if (!isCounted) {
        parameters.add(parameter);
      }
      parts.add(
          isCounted
              ? each.component() + " " + count
              : "%s %d × %s".formatted(each.component(), count, text(values, parameter)));
    }
    String quota = text(values, dimension.quota());
    if (need.compareTo(amount(quota)) > 0) {
      parameters.add(dimension.quota());
      found.add(
          new Contradiction(
              parameters,
              "makes more %s than the quota of %s: %s; raise %s"
                  .formatted(dimension.noun(), quota, String.join(", ", parts), dimension.quota()),
              true));
    }
  }

  private static String text(Map<String, String> values, String parameter) {
    return Objects.requireNonNull(values.get(parameter));
  }

  private static BigDecimal amount(String quantity) {
    return new Quantity(quantity).getNumericalAmount();
  }
}
