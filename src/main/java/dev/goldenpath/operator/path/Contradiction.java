package dev.goldenpath.operator.path;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Values that are valid by themselves and not together.
 *
 * @param parameters whose values they are
 * @param problem what is wrong, and what would be valid
 */
public record Contradiction(List<String> parameters, String problem) {

  /**
   * Those among the values of all parameters.
   *
   * @param values by {@code component.parameter}, each valid by itself
   */
  public static List<Contradiction> in(Map<String, String> values) {
    List<Contradiction> found = new ArrayList<>();
    BigDecimal instances = new BigDecimal(values.get("postgres.instances"));
    BigDecimal storage = amount(values, "postgres.storage").multiply(instances);
    if (storage.compareTo(amount(values, "quota.storage")) > 0) {
      found.add(
          new Contradiction(
              List.of("postgres.instances", "postgres.storage", "quota.storage"),
              "makes a database of %s × %s, which exceeds the storage quota of %s"
                  .formatted(
                      values.get("postgres.instances"),
                      values.get("postgres.storage"),
                      values.get("quota.storage"))));
    }
    if (new BigDecimal(values.get("postgres.synchronousReplicas")).compareTo(instances) >= 0) {
      found.add(
          new Contradiction(
              List.of("postgres.instances", "postgres.synchronousReplicas"),
              "lets %s replicas confirm a commit where there are %s instances; it must be fewer"
                  .formatted(
                      values.get("postgres.synchronousReplicas"),
                      values.get("postgres.instances"))));
    }
    if (amount(values, "limits.memoryRequest").compareTo(amount(values, "limits.memoryLimit"))
        > 0) {
      found.add(
          new Contradiction(
              List.of("limits.memoryRequest", "limits.memoryLimit"),
              "requests %s of memory where the limit is %s; it must be at most that"
                  .formatted(
                      values.get("limits.memoryRequest"), values.get("limits.memoryLimit"))));
    }
    found.addAll(SloContradiction.in(values));
    return found;
  }

  private static BigDecimal amount(Map<String, String> values, String parameter) {
    return new Quantity(values.get(parameter)).getNumericalAmount();
  }
}
