package dev.goldenpath.operator.component.postgres;

import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.HeldValue;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a database takes of the quota. A rolling update, the creation of an instance and its
 * replacement each run one pod more than there are instances; if the quota refuses it, the database
 * waits, and CloudNativePG does not say for what (cloudnative-pg#10733).
 */
public final class DatabaseSize {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String INSTANCES = "postgres.instances";

  /**
   * One dimension of the quota.
   *
   * @param quota the parameter of the quota
   * @param each the parameter of one instance's part; {@link #INSTANCES} if it is always one
   * @param noun for messages
   * @param isShared whether the application needs a part of it, and an update takes more of it: not
   *     so the storage, whose volumes stay in an update
   */
  private record Dimension(String quota, String each, String noun, boolean isShared) {
    BigDecimal part(Map<String, String> values) {
      return each.equals(INSTANCES) ? BigDecimal.ONE : amount(text(values, each));
    }

    String shown(Map<String, String> values, BigDecimal instances) {
      return each.equals(INSTANCES)
          ? instances.toPlainString() + " " + noun
          : instances.toPlainString() + " × " + values.get(each) + " of " + noun;
    }
  }

  private static final List<Dimension> DIMENSIONS =
      List.of(
          new Dimension("quota.cpu", "postgres.cpu", "CPU", true),
          new Dimension("quota.memory", "postgres.memory", "memory", true),
          new Dimension("quota.pods", INSTANCES, "pods", true),
          new Dimension("quota.storage", "postgres.storage", "storage", false));

  private DatabaseSize() {}

  /** The dimensions in which the database does not fit into the quota. */
  public static List<Contradiction> contradictions(Map<String, String> values, Platform platform) {
    BigDecimal instances = amount(text(values, INSTANCES));
    List<Contradiction> found = new ArrayList<>();
    if (text(values, "postgres.provider").equals("cloudnative-pg")) {
      for (Dimension dimension : DIMENSIONS) {
        BigDecimal pods = dimension.isShared() ? instances.add(BigDecimal.ONE) : instances;
        BigDecimal share =
            dimension.isShared() ? BigDecimal.valueOf(100L - platform.applicationShare()) : HUNDRED;
        BigDecimal allowed =
            amount(text(values, dimension.quota()))
                .multiply(share)
                .divide(HUNDRED, 9, RoundingMode.HALF_UP);
        if (pods.multiply(dimension.part(values)).compareTo(allowed) > 0) {
          found.add(
              new Contradiction(
                  parameters(dimension), problem(dimension, values, instances, platform), true));
        }
      }
    }
    return found;
  }

  private static List<String> parameters(Dimension dimension) {
    return dimension.each().equals(INSTANCES)
        ? List.of(INSTANCES, dimension.quota())
        : List.of(INSTANCES, dimension.each(), dimension.quota());
  }

  private static String problem(
      Dimension dimension, Map<String, String> values, BigDecimal instances, Platform platform) {
    String database = "makes a database of " + dimension.shown(values, instances);
    String quota = text(values, dimension.quota());
    return dimension.isShared()
        ? "%s, and one more during an update, which leaves the application less than %d %% of the %s quota of %s; raise %s"
            .formatted(
                database, platform.applicationShare(), dimension.noun(), quota, dimension.quota())
        : "%s, which exceeds the %s quota of %s; raise %s"
            .formatted(database, dimension.noun(), quota, dimension.quota());
  }

  /**
   * The parts of the quota that must stay for the database that runs: its instances and one for a
   * replacement. While it shrinks, its old pods are still there, whose size nothing tells: then the
   * quota stays as it is. It is never raised: a live object may be its owner's.
   */
  public static List<HeldValue> floors(Map<String, String> values, LiveValues live) {
    Optional<String> instances = live.value(INSTANCES);
    if (instances.isEmpty()) {
      return List.of();
    }
    boolean changing = live.changing() || shrinks(values, live);
    List<HeldValue> floors = new ArrayList<>();
    for (Dimension dimension : DIMENSIONS) {
      Optional<String> granted = live.value(dimension.quota());
      if (granted.isEmpty() || live.value(dimension.each()).isEmpty()) {
        continue;
      }
      String need = need(dimension, live, amount(instances.get()));
      boolean whole = changing || amount(need).compareTo(amount(granted.get())) >= 0;
      String floor = whole ? granted.get() : need;
      String wanted = text(values, dimension.quota());
      if (amount(floor).compareTo(amount(wanted)) > 0) {
        floors.add(
            new HeldValue(
                dimension.quota(),
                wanted,
                floor,
                "%s: stays %s for the database that %s; %s follows when it needs less"
                    .formatted(
                        dimension.quota(), floor, changing ? "is changing" : "runs", wanted)));
      }
    }
    return floors;
  }

  private static boolean shrinks(Map<String, String> values, LiveValues live) {
    return text(values, "postgres.provider").equals("cloudnative-pg")
        && DIMENSIONS.stream()
            .map(Dimension::each)
            .anyMatch(
                part ->
                    live.value(part)
                        .filter(now -> amount(text(values, part)).compareTo(amount(now)) < 0)
                        .isPresent());
  }

  /** The instances and one more, as a quantity with the unit of one part: 4 × 100Gi is 400Gi. */
  private static String need(Dimension dimension, LiveValues live, BigDecimal instances) {
    BigDecimal pods = instances.add(BigDecimal.ONE);
    if (dimension.each().equals(INSTANCES)) {
      return pods.toPlainString();
    }
    Quantity part = new Quantity(live.value(dimension.each()).orElseThrow());
    return new BigDecimal(part.getAmount()).multiply(pods).toPlainString() + part.getFormat();
  }

  private static String text(Map<String, String> values, String parameter) {
    return Objects.requireNonNull(values.get(parameter));
  }

  private static BigDecimal amount(String quantity) {
    return new Quantity(quantity).getNumericalAmount();
  }
}
