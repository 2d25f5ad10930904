package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.crossplane.CrossplaneClaim;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.component.postgres.CnpgCluster;
import dev.goldenpath.operator.component.postgres.CnpgState;
import dev.goldenpath.operator.component.postgres.DatabaseBackup;
import dev.goldenpath.operator.component.postgres.DatabaseEffects;
import dev.goldenpath.operator.component.postgres.DatabaseSize;
import dev.goldenpath.operator.goldenpath.Contradiction;
import dev.goldenpath.operator.goldenpath.HeldValue;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.OneWay;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.goldenpath.Quantities;
import dev.goldenpath.operator.goldenpath.Requested;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database claim. With CloudNativePG it is a {@code Cluster} named postgres, which yields the
 * Secret {@code postgres-app}; with Crossplane, the claim that the path document describes.
 */
final class PostgresComponent implements Component {
  /** The name of its objects. */
  static final String NAME = "postgres";

  private static final String CNPG = "postgresql.cnpg.io";
  private static final ApiKind CLUSTER = ApiKind.installed(CNPG, "v1", "Cluster", "clusters");
  private static final ApiKind SCHEDULED_BACKUP =
      ApiKind.installed(CNPG, "v1", "ScheduledBackup", "scheduledbackups");
  private static final ApiKind OBJECT_STORE =
      ApiKind.installed("barmancloud.cnpg.io", "v1", "ObjectStore", "objectstores");

  /** What is live of a claim of Crossplane, as far as it limits what these may become. */
  private static final Set<String> CLAIMED = Set.of("postgres.storage", "postgres.version");

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
  public Map<String, OneWay> oneWay() {
    return Map.of("storage", OneWay.INCREASE_ONLY, "version", OneWay.KEEPS_WHAT_RUNS);
  }

  @Override
  public List<HeldValue> floors(Map<String, String> values, LiveValues live) {
    return DatabaseSize.floors(values, live);
  }

  @Override
  public List<Contradiction> contradictions(
      Map<String, String> values, Requested requested, Platform platform) {
    List<Contradiction> found = new ArrayList<>(DatabaseSize.contradictions(values, platform));
    String instances = Objects.requireNonNull(values.get("postgres.instances"));
    String synchronous = Objects.requireNonNull(values.get("postgres.synchronousReplicas"));
    if (!Quantities.isLess(synchronous, instances)) {
      found.add(
          new Contradiction(
              List.of("postgres.instances", "postgres.synchronousReplicas"),
              "makes instances %s and synchronousReplicas %s; synchronousReplicas must be smaller"
                  .formatted(instances, synchronous)));
    }
    return found;
  }

  /** Those of the backup only if the platform has one: a kind that is never used is not watched. */
  @Override
  public List<ApiKind> kinds(Platform platform) {
    List<ApiKind> kinds = new ArrayList<>(List.of(CLUSTER, ApiKind.of(platform.crossplaneClaim())));
    if (platform.postgresBackup().isConfigured()) {
      kinds.addAll(List.of(OBJECT_STORE, SCHEDULED_BACKUP));
    }
    return kinds;
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
      case "cloudnative-pg" -> cloudNativePg(plan);
      case "crossplane" ->
          List.of(object(plan, ApiKind.of(claim(plan)), CrossplaneClaim.spec(plan, claim(plan))));
      default -> List.of();
    };
  }

  private List<HasMetadata> cloudNativePg(ServicePlan plan) {
    HasMetadata cluster = object(plan, CLUSTER, CnpgCluster.spec(plan));
    return DatabaseBackup.retention(plan).isEmpty()
        ? List.of(cluster)
        : List.of(
            cluster,
            object(plan, OBJECT_STORE, DatabaseBackup.objectStore(plan)),
            object(plan, SCHEDULED_BACKUP, DatabaseBackup.schedule(plan)));
  }

  private HasMetadata object(ServicePlan plan, ApiKind kind, @Nullable Object spec) {
    return CustomObject.of(plan, this, kind, NAME, spec);
  }

  @Override
  public Set<String> readsAnnotations() {
    return CnpgState.ANNOTATIONS;
  }

  @Override
  public boolean hasLiveValues() {
    return true;
  }

  @Override
  public LiveValues live(
      Stream<GenericKubernetesResource> objects, Platform platform, Instant now) {
    LiveValues live = LiveValues.NONE;
    for (GenericKubernetesResource object : objects.toList()) {
      if (CLUSTER.isOf(object)) {
        live = live.with(CnpgCluster.live(object, now));
      } else if (ApiKind.of(platform.crossplaneClaim()).isOf(object)) {
        live = CrossplaneClaim.live(object, platform.crossplaneClaim(), CLAIMED).with(live);
      }
    }
    return live;
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    if (observed.live().get().isEmpty()) {
      return Readiness.ready(Reason.NOT_REQUESTED, "postgres.provider is none")
          .with(leftOver(observed).toList());
    }
    GenericKubernetesResource claim = observed.live().get().get(0);
    Readiness readiness =
        plan.text("postgres.provider").equals("crossplane")
            ? Readiness.ofClaim(claim)
            : Readiness.of(CnpgState.of(claim)).with(CnpgState.warnings(claim));
    return readiness.with(
        Stream.concat(leftOver(observed), DatabaseBackup.warnings(plan)).toList());
  }

  /** Data is never deleted by a change of parameters, but nobody should forget it either. */
  private static Stream<String> leftOver(ObservedState observed) {
    return observed.leftOver("if nobody needs its data, delete it by hand");
  }

  @Override
  public Set<Effect> effects(
      ServicePlan plan, FieldChange change, Optional<GenericKubernetesResource> live) {
    return DatabaseEffects.of(change, plan.platform().crossplaneClaim());
  }

  @Override
  public boolean canHurtOthers() {
    return true;
  }

  /**
   * An image that cannot be pulled or a pod that cannot be scheduled is a database that starts for
   * ever: CloudNativePG does not call it a failure.
   */
  @Override
  public Optional<Duration> progressDeadline(ServicePlan plan) {
    return plan.text("postgres.provider").equals("cloudnative-pg")
        ? Optional.of(Duration.ofMinutes(10))
        : Optional.empty();
  }

  @Override
  public boolean holdsData() {
    return true;
  }

  private static Platform.Claim claim(ServicePlan plan) {
    return plan.platform().crossplaneClaim();
  }
}
