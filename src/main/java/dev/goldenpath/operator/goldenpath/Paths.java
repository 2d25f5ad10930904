package dev.goldenpath.operator.goldenpath;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which path document each service is built from. Without the GoldenPath resource, that of the file
 * or of the product is in force for all.
 */
public final class Paths {
  private final GoldenPathSource source;
  private volatile Stored stored = Stored.NONE;

  /**
   * The GoldenPath resource and its revisions, as last observed.
   *
   * @param isThere whether there is the resource: then the file is ignored
   * @param isValid whether its document is accepted
   * @param target the version that services are to have; empty if none was accepted yet
   * @param revisions the usable ones, by version
   */
  public record Stored(
      boolean isThere,
      boolean isValid,
      Optional<String> target,
      Map<String, PathDocument> revisions) {
    /** No resource, and no revision. */
    public static final Stored NONE = new Stored(false, true, Optional.empty(), Map.of());

    /** Immutable. */
    public Stored {
      revisions = Map.copyOf(revisions);
    }

    /** What the documents of services depend on. */
    private Object decisive() {
      return target
          .<Object>map(version -> Optional.ofNullable(revisions.get(version)))
          .orElse(revisions);
    }

    /** A target whose revision has gone stays as it was, until it is made again. */
    private Stored keepTarget(Stored before) {
      if (target.isEmpty() || revisions.containsKey(target.get())) {
        return this;
      }
      PathDocument known = before.revisions.get(target.get());
      if (known == null) {
        return this;
      }
      Map<String, PathDocument> all = new HashMap<>(revisions);
      all.put(target.get(), known);
      return new Stored(isThere, isValid, target, all);
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
    Stored kept = now.keepTarget(before);
    stored = kept;
    return !before.decisive().equals(kept.decisive());
  }

  /** Reads the file again; see {@link GoldenPathSource#reload}. */
  public boolean reload() {
    return source.reload() && !stored.isThere();
  }

  /** The document of the platform as a whole, and of a service that has none yet. */
  public GoldenPath current() {
    return document().path();
  }

  private PathDocument document() {
    Stored now = stored;
    return now.target()
        .flatMap(version -> Optional.ofNullable(now.revisions().get(version)))
        .orElseGet(source::document);
  }

  /**
   * The document of a service: the target; if there is none, the revision that it has; if it has
   * none either, that of the file or the product.
   *
   * @return empty if the target is known and its revision is not: then nothing may be done
   */
  public Optional<GoldenPath> of(GoldenService service) {
    Stored now = stored;
    Optional<String> version = now.target().or(() -> versionOf(service, now));
    return version.isEmpty()
        ? Optional.of(source.document().path())
        : version.map(now.revisions()::get).filter(Objects::nonNull).map(PathDocument::path);
  }

  private static Optional<String> versionOf(GoldenService service, Stored stored) {
    return Optional.ofNullable(service.getStatus())
        .map(GoldenServiceStatus::path)
        .map(GoldenServiceStatus.PathRef::version)
        .filter(stored.revisions()::containsKey);
  }

  /** What the status of a GoldenPath says about other documents: one in a file is ignored. */
  public List<String> notes() {
    return source.isInFile()
        ? List.of("GOLDEN_PATH_FILE: is ignored, since there is a GoldenPath; unset it")
        : List.of();
  }

  /** Whether the newest document is the one in force. */
  public boolean isValid() {
    return stored.isThere() ? stored.isValid() : source.isValid();
  }

  /** The fields of the document in force that this release does not know. */
  public IgnoredFields ignored() {
    return document().ignored();
  }
}
