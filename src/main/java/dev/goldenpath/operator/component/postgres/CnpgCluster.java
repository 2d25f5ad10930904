package dev.goldenpath.operator.component.postgres;

import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.OneWay;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CloudNativePG's {@code Cluster}: what the path asks for, and what is live of it. */
public final class CnpgCluster {
  static final String GROUP = "postgresql.cnpg.io";

  /** The key of the running database's storage class among the live values; not a parameter. */
  private static final String STORAGE_CLASS = "postgres.storageClass";

  /** The digits that the tag of an image begins with; a registry may have a port. */
  private static final Pattern TAG = Pattern.compile("[^@]*/[^/@:]*:([0-9]{1,6})[^/:]*(@.*)?");

  /** The phases in which pods of the former size may still be there. */
  private static final Set<String> REPLACING =
      Set.of(
          "Upgrading cluster",
          "Cluster upgrade delayed",
          "Waiting for user action",
          "Primary instance is being restarted in-place",
          "Primary instance is being restarted without a switchover",
          "Switchover in progress",
          "Upgrading Postgres major version");

  /**
   * How long CloudNativePG may take to begin with a change: until then, its status may be that of
   * the former size.
   */
  private static final Duration UNTIL_SEEN = Duration.ofMinutes(5);

  private CnpgCluster() {}

  /** The desired {@code spec}. */
  public static Map<String, Object> spec(ServicePlan plan) {
    Platform platform = plan.platform();
    int instances = plan.integer("postgres.instances");
    Map<String, Object> spec = new TreeMap<>();
    spec.put("instances", instances);
    image(platform, plan.text("postgres.version")).forEach(spec::put);
    Map<String, Object> storage = new TreeMap<>(Map.of("size", plan.text("postgres.storage")));
    String storageClass = storageClass(plan);
    if (!storageClass.isEmpty()) {
      storage.put("storageClass", storageClass);
    }
    spec.put("storage", storage);
    String memory = plan.text("postgres.memory");
    spec.put(
        "resources",
        sorted(
            Map.of(
                "requests", sorted(Map.of("cpu", plan.text("postgres.cpu"), "memory", memory)),
                "limits", Map.of("memory", memory))));
    int synchronous = plan.integer("postgres.synchronousReplicas");
    if (synchronous > 0) {
      spec.put(
          "postgresql",
          Map.of("synchronous", sorted(Map.of("method", "any", "number", synchronous))));
    }
    if (instances == 1) {
      // The budget of a single instance only blocks the drain of its node (cloudnative-pg#10566).
      spec.put("enablePDB", false);
    }
    if (!platform.postgresPullSecrets().isEmpty()) {
      spec.put(
          "imagePullSecrets",
          platform.postgresPullSecrets().stream().map(name -> Map.of("name", name)).toList());
    }
    if (platform.postgresMaintenanceWindow().inProgress()) {
      spec.put(
          "nodeMaintenanceWindow",
          sorted(
              Map.of(
                  "inProgress",
                  true,
                  "reusePVC",
                  platform.postgresMaintenanceWindow().reusePVC())));
    }
    DatabaseBackup.plugin(plan).ifPresent(plugin -> spec.put("plugins", List.of(plugin)));
    return spec;
  }

  /** That of a volume cannot change, so the platform's is for new databases. */
  private static String storageClass(ServicePlan plan) {
    return plan.live().value("postgres.storage").isPresent()
        ? plan.live().value(STORAGE_CLASS).orElse("")
        : plan.platform().postgresStorageClass();
  }

  private static Map<String, Object> image(Platform platform, String version) {
    String exact = platform.postgresImages().get(version);
    int major = OneWay.major(version);
    if (exact == null && !platform.postgresImageCatalog().isEmpty() && major != 0) {
      return Map.of(
          "imageCatalogRef",
          sorted(
              Map.of(
                  "apiGroup",
                  GROUP,
                  "kind",
                  "ClusterImageCatalog",
                  "name",
                  platform.postgresImageCatalog(),
                  "major",
                  major)));
    }
    return Map.of("imageName", exact != null ? exact : platform.postgresImage() + ":" + version);
  }

  /** The order of a {@code Map.of} differs between JVMs. */
  static Map<String, Object> sorted(Map<String, Object> map) {
    return new TreeMap<>(map);
  }

  /**
   * What is live of it.
   *
   * @param now decides whether CloudNativePG may not have seen the latest change yet
   */
  public static LiveValues live(GenericKubernetesResource cluster, Instant now) {
    if (cluster.getMetadata().getDeletionTimestamp() != null) {
      return LiveValues.NONE;
    }
    Map<String, String> values = new HashMap<>();
    LiveValues.put(values, "postgres.storage", cluster.get("spec", "storage", "size"));
    LiveValues.put(values, STORAGE_CLASS, cluster.get("spec", "storage", "storageClass"));
    LiveValues.put(values, "postgres.instances", cluster.get("spec", "instances"));
    LiveValues.put(values, "postgres.cpu", cluster.get("spec", "resources", "requests", "cpu"));
    LiveValues.put(
        values, "postgres.memory", cluster.get("spec", "resources", "requests", "memory"));
    major(cluster).ifPresent(major -> values.put("postgres.version", major));
    return new LiveValues(values, isChanging(cluster, now));
  }

  /**
   * The major version of the data, which an upgrade changes last; older releases of CloudNativePG
   * do not report it.
   */
  private static Optional<String> major(GenericKubernetesResource cluster) {
    Object data = cluster.get("status", "pgDataImageInfo", "majorVersion");
    Object wanted = cluster.get("spec", "imageCatalogRef", "major");
    Object image = cluster.get("spec", "imageName");
    if (data instanceof Number || wanted instanceof Number) {
      return Optional.of(String.valueOf(data instanceof Number ? data : wanted));
    }
    return majorOf(image instanceof String text ? text : "");
  }

  /** The major version that the tag of an image begins with; empty if it begins with none. */
  static Optional<String> majorOf(String image) {
    Matcher tag = TAG.matcher(image);
    return tag.matches() ? Optional.of(tag.group(1)) : Optional.empty();
  }

  private static boolean isChanging(GenericKubernetesResource cluster, Instant now) {
    int ready = CnpgState.number(cluster.get("status", "readyInstances"));
    if (ready == 0) {
      return false;
    }
    return ready > CnpgState.number(cluster.get("spec", "instances"))
        || REPLACING.contains(CnpgState.text(cluster.get("status", "phase")))
        || isUnseen(cluster, now);
  }

  /** Whether the spec was written after the status, and only just. */
  private static boolean isUnseen(GenericKubernetesResource cluster, Instant now) {
    Optional<Instant> spec = written(cluster, null);
    Optional<Instant> status = written(cluster, "status");
    return spec.isPresent()
        && spec.get().plus(UNTIL_SEEN).isAfter(now)
        && status.filter(at -> !at.isBefore(spec.get())).isEmpty();
  }

  private static Optional<Instant> written(
      GenericKubernetesResource cluster, @Nullable String subresource) {
    return cluster.getMetadata().getManagedFields().stream()
        .filter(entry -> Objects.equals(entry.getSubresource(), subresource))
        .map(ManagedFieldsEntry::getTime)
        .filter(time -> time != null)
        .map(Instant::parse)
        .max(Instant::compareTo);
  }
}
