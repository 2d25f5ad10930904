package dev.goldenpath.operator.plan;

import dev.goldenpath.operator.api.DeletionPolicy;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.ImageReference;
import dev.goldenpath.operator.api.OptionalComponent;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Catalogue;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.goldenpath.MessageText;
import dev.goldenpath.operator.goldenpath.OneWayDoors;
import dev.goldenpath.operator.goldenpath.Requested;
import dev.goldenpath.operator.hatch.HatchReader;
import dev.goldenpath.operator.hatch.Hatches;
import dev.goldenpath.operator.hatch.RememberedHatches;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a GoldenService and the path document to a plan. Repeats the rules of the schema, since
 * an object may have been stored before a rule existed: such an object is reported and does not
 * affect others.
 */
public final class PlanResolver {
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  /** A team may be an id, such as a GUID. */
  private static final Pattern TEAM = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Catalogue catalogue;
  private final Set<String> reservedNames;

  /**
   * A resolver for an operator with these components.
   *
   * @param reservedNames names of namespaces that the schema cannot know, such as the operator's
   */
  public PlanResolver(Catalogue catalogue, Set<String> reservedNames) {
    this.catalogue = catalogue;
    this.reservedNames = Set.copyOf(reservedNames);
  }

  /** Whether a service can have that name, which becomes that of its namespace. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether a team can have that name. */
  public static boolean isTeam(String text) {
    return TEAM.matcher(text).matches();
  }

  /** The plan of a service about which nothing is known yet. */
  public Resolution resolve(GoldenService service, GoldenPath path) {
    return resolve(service, path, RememberedHatches.NONE, false, LiveValues.NONE);
  }

  /** The same, without the GoldenPath resource: a pin has no effect. */
  public Resolution resolve(
      GoldenService service,
      GoldenPath path,
      RememberedHatches remembered,
      boolean established,
      LiveValues live) {
    return resolve(service, path, remembered, established, live, KnownRevisions.NONE);
  }

  /**
   * The plan of a service under a path, or the first thing that a person must change.
   *
   * @param remembered the last valid hatches
   * @param established whether the service already has its namespace: if its name is reserved
   *     later, it is still reconciled
   * @param live what is live of it
   * @param revisions those that it may be pinned to
   */
  public Resolution resolve(
      GoldenService service,
      GoldenPath path,
      RememberedHatches remembered,
      boolean established,
      LiveValues live,
      KnownRevisions revisions) {
    String name = service.getMetadata().getName();
    GoldenServiceSpec spec =
        service.getSpec() == null ? new GoldenServiceSpec() : service.getSpec();
    if (isReserved(name, path) && !established) {
      return new Resolution.InvalidSpec(
          Reason.NAME_RESERVED,
          "metadata.name: \""
              + name
              + "\" is reserved for a namespace of the platform; choose another name");
    }
    if (!isName(name)) {
      return invalid("metadata.name", name, "must be a DNS label of at most 63 characters");
    }
    if (spec.getTeam() == null || !isTeam(spec.getTeam())) {
      return invalid("spec.team", spec.getTeam(), "must be a DNS label of at most 63 characters");
    }
    Optional<Tier> tier = Tier.of(spec.getTier());
    if (tier.isEmpty()) {
      return invalid(
          "spec.tier", spec.getTier(), "must be one of " + String.join(", ", Tier.names()));
    }
    Optional<DeletionPolicy> deletion =
        spec.getDeletionPolicy() == null
            ? Optional.of(DeletionPolicy.RETAIN)
            : DeletionPolicy.of(spec.getDeletionPolicy());
    if (deletion.isEmpty()) {
      return invalid(
          "spec.deletionPolicy", spec.getDeletionPolicy(), "must be one of Retain, Delete");
    }
    Optional<Resolution> unusable = problemWith(spec);
    if (unusable.isPresent()) {
      return unusable.get();
    }
    Requested requested =
        new Requested(
            Optional.ofNullable(spec.getImage()),
            Set.copyOf(Objects.requireNonNullElse(spec.getUses(), List.of())));
    OneWayDoors doors = new OneWayDoors(catalogue, path, live);
    Hatches hatches =
        new HatchReader(catalogue, path, doors)
            .read(
                service.getMetadata().getAnnotations(),
                tier.get(),
                requested,
                remembered,
                revisions);
    Map<String, String> values = path.defaults(tier.get());
    values.putAll(hatches.values());
    OneWayDoors.Outcome passed =
        doors.pass(values, hatches.values().keySet(), hatches.ejected().keySet());
    return new Resolution.Planned(
        new ServicePlan(
            name,
            service.getMetadata().getUid(),
            spec.getTeam(),
            tier.get(),
            requested,
            deletion.get(),
            new GoldenServiceStatus.PathRef(path.name(), path.version()),
            path.spec().platform(),
            path.spec().components().keySet().stream()
                .filter(path::enables)
                .collect(Collectors.toUnmodifiableSet()),
            Map.copyOf(passed.values()),
            live,
            passed.held(),
            hatches));
  }

  /** What is wrong with the image, or with the optional components. */
  private static Optional<Resolution> problemWith(GoldenServiceSpec spec) {
    String image = spec.getImage();
    if (image != null && !ImageReference.isValid(image)) {
      return Optional.of(
          invalid(
              "spec.image",
              image,
              "must be a repository in lower case and a tag or digest, such as"
                  + " ghcr.io/acme/checkout:1.4.2"));
    }
    return Stream.ofNullable(spec.getUses())
        .flatMap(List::stream)
        .filter(component -> OptionalComponent.of(component).isEmpty())
        .findFirst()
        .map(component -> invalid("spec.uses", component, "must be one of queue"));
  }

  private boolean isReserved(String name, GoldenPath path) {
    return reservedNames.contains(name) || path.spec().platform().trusts(name);
  }

  private static Resolution invalid(String field, @Nullable String value, String valid) {
    String shown = value == null ? "is missing;" : MessageText.quoted(value);
    return new Resolution.InvalidSpec(Reason.INVALID_SPEC, field + ": " + shown + " " + valid);
  }
}
