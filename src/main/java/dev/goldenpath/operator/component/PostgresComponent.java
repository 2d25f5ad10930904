package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The database claim. With CloudNativePG it is a {@code Cluster} named postgres, which yields the
 * Secret {@code postgres-app}; with Crossplane, the claim that the path document describes.
 */
final class PostgresComponent implements Component {
  /** The name of its one object. */
  static final String NAME = "postgres";

  private static final ApiKind CLUSTER =
      ApiKind.installed("postgresql.cnpg.io", "v1", "Cluster", "clusters");

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String title() {
    return "database";
  }

  @Override
  public Set<String> parameters() {
    return Set.of(
        "provider", "instances", "storage", "version", "cpu", "memory", "synchronousReplicas");
  }

  @Override
  public List<Contradiction> contradictions(Map<String, String> values) {
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
              "makes instances %s and synchronousReplicas %s; synchronousReplicas must be smaller"
                  .formatted(
                      values.get("postgres.instances"),
                      values.get("postgres.synchronousReplicas"))));
    }
    return found;
  }

  private static BigDecimal amount(Map<String, String> values, String parameter) {
    return new Quantity(values.get(parameter)).getNumericalAmount();
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(CLUSTER, claimKind(platform.crossplaneClaim()));
  }

  /** CloudNativePG's webhook rewrites them, as Kubernetes does. */
  @Override
  public Set<String> quantities() {
    return Set.of("spec.resources", "spec.storage.size");
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of(NAME);
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return switch (plan.text("postgres.provider")) {
      case "cloudnative-pg" -> List.of(object(plan, CLUSTER, clusterSpec(plan)));
      case "crossplane" -> List.of(claim(plan));
      default -> List.of();
    };
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    List<GenericKubernetesResource> live = observed.live();
    if (live.isEmpty()) {
      return Readiness.ready(Reason.NOT_REQUESTED, "postgres.provider is none");
    }
    return plan.text("postgres.provider").equals("crossplane")
        ? claimReadiness(live.get(0))
        : clusterReadiness(live.get(0));
  }

  @Override
  public boolean holdsData() {
    return true;
  }

  private static Map<String, Object> clusterSpec(ServicePlan plan) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("instances", plan.integer("postgres.instances"));
    spec.put("imageName", plan.platform().postgresImage() + ":" + plan.text("postgres.version"));
    spec.put("storage", Map.of("size", plan.text("postgres.storage")));
    spec.put(
        "resources",
        sorted(
            Map.of(
                "requests",
                sorted(
                    Map.of(
                        "cpu", plan.text("postgres.cpu"), "memory", plan.text("postgres.memory"))),
                "limits",
                Map.of("memory", plan.text("postgres.memory")))));
    int synchronous = plan.integer("postgres.synchronousReplicas");
    if (synchronous > 0) {
      spec.put(
          "postgresql",
          Map.of("synchronous", sorted(Map.of("method", "any", "number", synchronous))));
    }
    return spec;
  }

  /** The order of a {@code Map.of} differs between JVMs. */
  private static Map<String, Object> sorted(Map<String, Object> map) {
    return new TreeMap<>(map);
  }

  private static Readiness clusterReadiness(GenericKubernetesResource cluster) {
    int wanted = number(cluster.get("spec", "instances"));
    int ready = number(cluster.get("status", "readyInstances"));
    String instances = ready + " of " + wanted + " instances ready";
    return ready >= wanted
        ? Readiness.ready(Reason.INSTANCES_READY, instances)
        : Readiness.waiting(Reason.INSTANCES_STARTING, instances);
  }

  private static int number(Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  private HasMetadata claim(ServicePlan plan) {
    Platform.Claim claim = plan.platform().crossplaneClaim();
    Map<String, Object> root = new TreeMap<>();
    claim
        .fields()
        .forEach((parameter, field) -> put(root, field.split("[.]"), value(plan, parameter)));
    return object(plan, claimKind(claim), root.get("spec"));
  }

  /** Numbers stay numbers: a claim's schema distinguishes 3 from "3". */
  private static Object value(ServicePlan plan, String parameter) {
    String text = plan.text(parameter);
    return Set.of("postgres.instances", "postgres.synchronousReplicas").contains(parameter)
        ? (Object) Integer.valueOf(text)
        : text;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> root, String[] path, Object value) {
    Map<String, Object> at = root;
    for (int i = 0; i < path.length - 1; i++) {
      at = (Map<String, Object>) at.computeIfAbsent(path[i], step -> new TreeMap<String, Object>());
    }
    at.put(path[path.length - 1], value);
  }

  private static Readiness claimReadiness(GenericKubernetesResource claim) {
    boolean ready =
        claim.get("status", "conditions") instanceof List<?> conditions
            && conditions.stream()
                .anyMatch(
                    condition ->
                        condition instanceof Map<?, ?> map
                            && "Ready".equals(map.get("type"))
                            && "True".equals(map.get("status")));
    return ready
        ? Readiness.ready(Reason.CLAIM_READY, "the claim is ready")
        : Readiness.waiting(Reason.CLAIM_PENDING, "waiting for the claim's Ready condition");
  }

  private HasMetadata object(ServicePlan plan, ApiKind kind, @Nullable Object spec) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion(kind.apiVersion());
    object.setKind(kind.kind());
    object.setMetadata(ObjectMetadata.metadata(plan, this, NAME));
    object.setAdditionalProperty("spec", spec);
    return object;
  }

  private static ApiKind claimKind(Platform.Claim claim) {
    return ApiKind.installed(claim.group(), claim.version(), claim.kind(), claim.plural());
  }
}
