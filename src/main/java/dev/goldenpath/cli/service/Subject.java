package dev.goldenpath.cli.service;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.Resolution;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A service with what is known of it: what the operator would plan with, as far as its caller may
 * read it.
 *
 * @param service as in the cluster, or in a file
 * @param live what is live of its parameters; none for one that is in no cluster
 * @param known the revisions of the cluster; null if they were not read, so that only a pin that is
 *     in effect counts
 */
public record Subject(GoldenService service, LiveValues live, @Nullable KnownRevisions known) {
  /** A service whose pin, if it has one, is in effect. */
  public Subject(GoldenService service, LiveValues live) {
    this(service, live, null);
  }

  /** A service that is in no cluster. */
  public static Subject ofFile(GoldenService service) {
    return new Subject(service, LiveValues.NONE);
  }

  /** Its name. */
  public String name() {
    return service.getMetadata().getName();
  }

  /** Its status; empty if the operator has not looked at it. */
  public Optional<GoldenServiceStatus> status() {
    return Optional.ofNullable(service.getStatus());
  }

  /** The version of the path that it was built from; null if none was. */
  public @Nullable String version() {
    return status().map(GoldenServiceStatus::path).map(path -> path.version()).orElse(null);
  }

  /**
   * The revision that it was built from; empty if it was built from the operator's own document,
   * which may have the version of a revision.
   */
  public Optional<String> revision() {
    return status()
        .map(GoldenServiceStatus::path)
        .filter(path -> path.desired() != null)
        .map(path -> path.version());
  }

  /** The annotations of the service. */
  public Map<String, String> annotations() {
    return Objects.requireNonNullElse(service.getMetadata().getAnnotations(), Map.of());
  }

  /** The same with other annotations. */
  public Subject with(Map<String, String> annotations) {
    return with(annotations, service.getSpec());
  }

  /** The same with other annotations and another spec, as if these were applied to it. */
  public Subject with(Map<String, String> annotations, GoldenServiceSpec spec) {
    GoldenService changed = new GoldenService();
    changed.setMetadata(service.getMetadata().edit().withAnnotations(annotations).build());
    changed.setSpec(spec);
    changed.setStatus(service.getStatus());
    return new Subject(changed, live, known);
  }

  /** The same with other live values. */
  public Subject with(LiveValues others) {
    return new Subject(service, others, known);
  }

  /** The same, after the revisions of the cluster were read. */
  public Subject with(KnownRevisions revisions) {
    return new Subject(service, live, revisions);
  }

  /** A pin that took effect named a revision that there is. */
  private KnownRevisions ofPin() {
    String pin = pin();
    return pin == null ? KnownRevisions.NONE : new KnownRevisions(true, Set.of(pin), null);
  }

  /** Its plan under a path, as the operator would make it. */
  public Resolution plan(GoldenPath path) {
    return new PlanResolver(Components.catalogue(), Set.of())
        .resolve(
            service,
            path,
            remembered(),
            status().map(GoldenServiceStatus::namespace).isPresent(),
            live,
            known == null ? ofPin() : known);
  }

  /**
   * The hatches that were in effect last, by the status: the operator's own memory is on the
   * namespace, which developers may not read.
   */
  public RememberedHatches remembered() {
    Map<String, RememberedHatches.HandedOver> ejected = new TreeMap<>();
    for (HatchStatus hatch : hatches(HatchKind.EJECT)) {
      ejected.put(
          hatch.target(),
          new RememberedHatches.HandedOver(
              Objects.requireNonNullElse(hatch.reason(), ""),
              Objects.requireNonNullElse(hatch.message(), ""),
              false));
    }
    return new RememberedHatches(
        values(HatchKind.OVERRIDE), values(HatchKind.PATCH), ejected, null, pin());
  }

  /** The version that it is pinned to; null if it is not. */
  private @Nullable String pin() {
    return values(HatchKind.PIN).get(HatchStatus.PATH);
  }

  /** The version of a pin that is not in effect; empty if there is none. */
  public Optional<String> newPin() {
    return Optional.ofNullable(annotations().get(Annotations.PIN))
        .filter(version -> !version.equals(pin()));
  }

  private Map<String, String> values(HatchKind kind) {
    Map<String, String> values = new TreeMap<>();
    hatches(kind)
        .forEach(hatch -> values.put(hatch.target(), Objects.requireNonNull(hatch.value())));
    return values;
  }

  /** The open hatches of one kind. */
  public List<HatchStatus> hatches(HatchKind kind) {
    return status().map(status -> status.hatches(kind)).orElse(List.of());
  }

  /** The reason of a component that its owner manages; empty if it does not. */
  public Optional<HatchReason> ejected(String component) {
    return Optional.ofNullable(remembered().handedOver().get(component))
        .map(RememberedHatches.HandedOver::why);
  }
}
