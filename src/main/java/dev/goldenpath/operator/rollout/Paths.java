package dev.goldenpath.operator.rollout;

import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.IgnoredFields;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.goldenpath.PathDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which path document each service is built from. Without the GoldenPath resource, that of the file
 * or of the product is in force for all.
 */
public final class Paths {
  private final GoldenPathSource source;
  private volatile Stored stored = Stored.NONE;
  private volatile Stored previous = Stored.NONE;

  /**
   * The GoldenPath resource and its revisions, as last observed.
   *
   * @param isThere whether there is the resource: then the file is ignored
   * @param isValid whether its document is accepted
   * @param rollout who has which revision; empty if none was accepted yet
   * @param revisions the usable ones, by version
   */
  public record Stored(
      boolean isThere,
      boolean isValid,
      Optional<Rollout> rollout,
      Map<String, PathDocument> revisions) {
    /** No resource, and no revision. */
    public static final Stored NONE = new Stored(false, true, Optional.empty(), Map.of());

    /** Immutable. */
    public Stored {
      revisions = Map.copyOf(revisions);
    }

    String revisionOf(ServicePlacement service) {
      if (rollout.isPresent()) {
        return rollout.get().revisions().of(service);
      }
      @Nullable String applied = service.memory().applied();
      return applied != null && revisions.containsKey(applied) ? applied : PathFacts.BUILT_IN;
    }

    KnownRevisions known() {
      return rollout
          .map(now -> new KnownRevisions(isThere, revisions.keySet(), now.minimumVersion()))
          .orElse(KnownRevisions.NONE);
    }

    /** A revision in use that has gone stays as it was, until it is made again. */
    private Stored keeping(Stored before) {
      Map<String, PathDocument> all = new HashMap<>(revisions);
      rollout.ifPresent(
          now -> {
            for (String version : List.of(now.state().target(), now.state().current())) {
              Optional.ofNullable(before.revisions.get(version))
                  .ifPresent(known -> all.putIfAbsent(version, known));
            }
          });
      return new Stored(isThere, isValid, rollout, all);
    }
  }

  /**
   * A rollout that is stored.
   *
   * @param state as stored
   * @param strategy that of the spec
   * @param minimumVersion pins to older revisions do not count; null if all do
   */
  public record Rollout(RolloutState state, Strategy strategy, @Nullable String minimumVersion) {
    RevisionOf revisions() {
      return new RevisionOf(state, strategy, minimumVersion);
    }
  }

  /** The documents of a cluster in which no resource was observed yet. */
  public Paths(GoldenPathSource source) {
    this.source = source;
  }

  /**
   * From now on, this is what is stored.
   *
   * @return whether a service may have another document now
   */
  public boolean observe(Stored now) {
    Stored before = stored;
    Stored kept = now.keeping(before);
    previous = before;
    stored = kept;
    return !before.rollout().equals(kept.rollout()) || !before.revisions().equals(kept.revisions());
  }

  /** Reads the file again; see {@link GoldenPathSource#reload}. */
  public boolean reload() {
    return source.reload() && !stored.isThere();
  }

  /** The document of the platform as a whole, and of a service that has none yet. */
  public GoldenPath current() {
    return inForce().path();
  }

  private PathDocument inForce() {
    Stored now = stored;
    return now.rollout()
        .flatMap(rollout -> Optional.ofNullable(now.revisions().get(rollout.state().target())))
        .orElseGet(source::document);
  }

  /**
   * The revision that a service is to have: by the rollout; without one, that which it has.
   *
   * @return {@link PathFacts#BUILT_IN} for the document of the file or the product
   */
  public String revisionOf(ServicePlacement service) {
    return stored.revisionOf(service);
  }

  /** Whether the service is to have another revision since the last change. */
  public boolean isMoved(ServicePlacement service) {
    return !stored.revisionOf(service).equals(previous.revisionOf(service));
  }

  /** The revisions that a service can be pinned to. */
  public KnownRevisions known() {
    return stored.known();
  }

  /** Whether that has changed with the last observation. */
  public boolean isKnownOther() {
    return !stored.known().equals(previous.known());
  }

  /** The document of a revision; empty if it is not known: then nothing may be done. */
  public Optional<GoldenPath> document(String revision) {
    return revision.equals(PathFacts.BUILT_IN)
        ? Optional.of(source.current())
        : Optional.ofNullable(stored.revisions().get(revision)).map(PathDocument::path);
  }

  /** Whether what the service has is good, given that it is Ready. */
  public boolean isGood(ServicePlacement service) {
    @Nullable String applied = service.memory().applied();
    return stored
        .rollout()
        .filter(
            rollout ->
                Objects.equals(applied, rollout.state().current())
                    || rollout.revisions().isGood(service))
        .isPresent();
  }

  /** The revision that the fleet is to have; empty without a rollout. */
  public Optional<String> target() {
    return stored.rollout().map(rollout -> rollout.state().target());
  }

  /** Why a service failed on the target, if it did. */
  public Optional<FailedService> failureOf(String service) {
    return stored.rollout().stream()
        .flatMap(rollout -> rollout.state().failed().stream())
        .filter(failed -> failed.name().equals(service))
        .findFirst();
  }

  /** Whether a service failed on this revision, which is the target: only another one moves it. */
  public boolean isHeldBack(String service, String revision) {
    return stored.rollout().filter(rollout -> rollout.state().target().equals(revision)).isPresent()
        && failureOf(service).isPresent();
  }

  /** The service in flight of that name. */
  public Optional<InFlight> flightOf(String service) {
    return stored.rollout().stream()
        .flatMap(rollout -> rollout.state().inFlight().stream())
        .filter(flight -> flight.name().equals(service))
        .findFirst();
  }

  /** Whether the newest document is the one in force. */
  public boolean isValid() {
    return stored.isThere() ? stored.isValid() : source.isValid();
  }

  /** The rollout that is stored: then services remember theirs; empty without the resource. */
  public Optional<Rollout> rollout() {
    return stored.rollout();
  }

  /** What the status of a GoldenPath says about other documents: one in a file is ignored. */
  public List<String> notes() {
    return source.isInFile()
        ? List.of("GOLDEN_PATH_FILE: is ignored, since there is a GoldenPath; unset it")
        : List.of();
  }

  /** The fields of the document in force that this release does not know. */
  public IgnoredFields ignored() {
    return inForce().ignored();
  }
}
