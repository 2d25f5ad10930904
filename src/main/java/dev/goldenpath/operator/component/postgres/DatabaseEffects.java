package dev.goldenpath.operator.component.postgres;

import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.goldenpath.Quantities;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a database do. CloudNativePG replaces the pods of a Cluster, one after the other
 * and the primary last, if their spec would differ, or if PostgreSQL reports that a setting waits
 * for a restart; everything else it changes while the database runs: volumes grow online, and
 * synchronous replication is reloaded.
 */
public final class DatabaseEffects {
  /** Fields that change the pods of a Cluster, each with all below it. */
  private static final Set<String> OF_PODS =
      Set.of(
          "spec.imageName",
          "spec.imageCatalogRef",
          "spec.resources",
          "spec.plugins", // the plugin for backups adds a container
          "spec.startDelay", // the startup probe
          "spec.stopDelay"); // the grace period

  private static final String SETTINGS = "spec.postgresql.parameters.";

  /**
   * The settings that a patch may be allowed to change and that are read only when the server
   * starts: of the context {@code postmaster} in {@code pg_settings}, up to PostgreSQL 18.
   */
  private static final Set<String> AT_START =
      Set.of(
          "autovacuum_freeze_max_age",
          "autovacuum_max_workers",
          "autovacuum_multixact_freeze_max_age",
          "autovacuum_worker_slots",
          "max_connections",
          "shared_buffers");

  private static final String SIZE = "spec.storage.size";

  private DatabaseEffects() {}

  /**
   * The effects of a change of one of the component's objects.
   *
   * @param claim how Crossplane's claim looks
   */
  public static Set<Effect> of(FieldChange change, Platform.Claim claim) {
    if (change.kind().equals("Cluster")) {
      return onCluster(change);
    }
    return change.kind().equals(claim.kind()) ? onClaim(change, claim.fields()) : Set.of();
  }

  private static Set<Effect> onCluster(FieldChange change) {
    String path = change.path();
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (isWithin(OF_PODS.stream(), path)
        || (path.startsWith(SETTINGS) && AT_START.contains(path.substring(SETTINGS.length())))) {
      effects.add(Effect.DATABASE_RESTART);
    }
    // The instances that are left go on; one that is removed may have served readers.
    if (path.equals("spec.instances") && Quantities.isLess(change.to(), change.from())) {
      effects.add(Effect.CONNECTIONS_CUT);
    }
    if ((path.equals(SIZE) && grows(change)) || isUpgrade(change)) {
      effects.add(Effect.IRREVERSIBLE);
    }
    return effects;
  }

  /** What the provider of a claim does is unknown, but for what cannot go back. */
  private static Set<Effect> onClaim(FieldChange change, Map<String, String> fields) {
    boolean isOneWay =
        Stream.of("postgres.storage", "postgres.version")
            .anyMatch(parameter -> change.path().equals(fields.get(parameter)));
    return isOneWay && grows(change) ? Set.of(Effect.IRREVERSIBLE) : Set.of();
  }

  private static boolean isWithin(Stream<String> fields, String path) {
    return fields.anyMatch(field -> path.equals(field) || path.startsWith(field + "."));
  }

  private static boolean grows(FieldChange change) {
    return Quantities.isLess(change.from(), change.to());
  }

  /** A later major version converts the data, and an earlier one cannot read it any more. */
  private static boolean isUpgrade(FieldChange change) {
    return switch (change.path()) {
      case "spec.imageName" -> Quantities.isLess(major(change.from()), major(change.to()));
      case "spec.imageCatalogRef.major" -> grows(change);
      default -> false;
    };
  }

  private static @Nullable String major(@Nullable Object image) {
    return image instanceof String text ? CnpgCluster.majorOf(text).orElse(null) : null;
  }
}
