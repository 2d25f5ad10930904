package dev.goldenpath.operator.component.postgres;

import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The backups of a database, by CloudNativePG's Barman Cloud plugin, which replaces the in-tree
 * object store: an {@code ObjectStore} that says where they go, a {@code ScheduledBackup}, and the
 * Cluster's use of the plugin, which archives the write-ahead log continuously. Credentials are a
 * Secret that the platform brings into the namespace; the operator only passes its name on.
 */
public final class DatabaseBackup {
  private static final String PLUGIN = "barman-cloud.cloudnative-pg.io";

  private DatabaseBackup() {}

  /** How long the backups of this service are kept; empty if it has none. */
  public static Optional<String> retention(ServicePlan plan) {
    return plan.platform().postgresBackup().isConfigured()
        ? retentionOfTier(plan)
        : Optional.empty();
  }

  /** That a service has none, although the path says how long those of its tier are kept. */
  public static Stream<String> warnings(ServicePlan plan) {
    boolean expectsBackup =
        retentionOfTier(plan).isPresent()
            && plan.text("postgres.provider").equals("cloudnative-pg");
    return expectsBackup && retention(plan).isEmpty()
        ? Stream.of(
            "no backups: no object store is configured; set spec.platform.postgresBackup.objectStore in the"
                + " path document")
        : Stream.empty();
  }

  private static Optional<String> retentionOfTier(ServicePlan plan) {
    Platform.Backup backup = plan.platform().postgresBackup();
    return Optional.ofNullable(backup.retention().get(plan.tier())).filter(kept -> !kept.isEmpty());
  }

  /** The Cluster's entry for the plugin, if the service has backups. */
  static Optional<Map<String, Object>> plugin(ServicePlan plan) {
    return retention(plan)
        .map(
            kept ->
                CnpgCluster.sorted(
                    Map.of(
                        "name",
                        PLUGIN,
                        "isWALArchiver",
                        true,
                        "parameters",
                        Map.of("barmanObjectName", "postgres"))));
  }

  /** The {@code spec} of the ObjectStore. */
  public static Map<String, Object> objectStore(ServicePlan plan) {
    return CnpgCluster.sorted(
        Map.of(
            "configuration",
            filled(plan.platform().postgresBackup().objectStore(), plan),
            "retentionPolicy",
            retention(plan).orElseThrow()));
  }

  /** The {@code spec} of the ScheduledBackup. */
  public static Map<String, Object> schedule(ServicePlan plan) {
    return CnpgCluster.sorted(
        Map.of(
            "schedule", plan.platform().postgresBackup().schedule(),
            "immediate", true,
            "cluster", Map.of("name", "postgres"),
            "method", "plugin",
            "pluginConfiguration", Map.of("name", PLUGIN)));
  }

  /** The value with the placeholders of its texts replaced. */
  private static Object filled(Object value, ServicePlan plan) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .collect(
              Collectors.toMap(
                  entry -> (String) entry.getKey(),
                  entry ->
                      Platform.Backup.NUMBERS.contains(entry.getKey())
                          ? Integer.valueOf(String.valueOf(entry.getValue()))
                          : filled(entry.getValue(), plan),
                  (one, other) -> other,
                  TreeMap::new));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> filled(item, plan)).toList();
    }
    return value instanceof String text ? plan.filled(text) : value;
  }
}
