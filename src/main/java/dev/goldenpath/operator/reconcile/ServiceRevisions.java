package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.PathRef;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.api.Timestamp;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.hatch.PinReader;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.hatch.RememberedHatches.RememberedRevision;
import dev.goldenpath.operator.rollout.PathFacts;
import dev.goldenpath.operator.rollout.ServiceMemory;
import dev.goldenpath.operator.rollout.ServicePlacement;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service remembers of its revisions: its status says it, and if that was lost, its
 * namespace. A service that was built before there was a revision has the document of the file or
 * the product.
 */
public final class ServiceRevisions {
  private ServiceRevisions() {}

  /**
   * What decides which revision a service is to have.
   *
   * @param isEstablished whether it has its namespace
   * @param known the revisions that it can be pinned to
   */
  public static ServicePlacement placement(
      GoldenService service,
      RememberedHatches remembered,
      boolean isEstablished,
      KnownRevisions known) {
    return new ServicePlacement(
        service.getMetadata().getName(),
        Tier.of(service.getSpec().getTier()).orElse(Tier.LEAST),
        service.getMetadata().getLabels(),
        PinReader.version(service.getMetadata().getAnnotations(), known, remembered).orElse(null),
        memory(service, remembered, isEstablished));
  }

  private static ServiceMemory memory(
      GoldenService service, RememberedHatches remembered, boolean isEstablished) {
    @Nullable PathRef path = pathOf(service);
    if (path != null && path.version() != null) {
      return memory(path);
    }
    @Nullable RememberedRevision revision = remembered.revision();
    if (revision != null) {
      return new ServiceMemory(revision.applied(), null, revision.lastGood(), null, false);
    }
    return isEstablished
        ? new ServiceMemory(PathFacts.BUILT_IN, null, null, null, false)
        : ServiceMemory.NEW;
  }

  private static ServiceMemory memory(PathRef path) {
    return new ServiceMemory(
        path.desired() == null ? PathFacts.BUILT_IN : path.version(),
        Timestamp.read(path.since()).orElse(null),
        path.lastGood(),
        path.failed() == null ? null : path.failed().version(),
        Boolean.TRUE.equals(path.unproven()));
  }

  /** The same placement once its status says that. */
  static ServicePlacement after(ServicePlacement before, PathRef path) {
    return new ServicePlacement(
        before.name(), before.tier(), before.labels(), before.pin(), memory(path));
  }

  static @Nullable PathRef pathOf(GoldenService service) {
    return service.getStatus() == null ? null : service.getStatus().path();
  }

  /** Whether the service was Ready when its status was last written. */
  static boolean isReady(GoldenService service) {
    return StatusAssembler.find(
            Optional.<GoldenServiceStatus>ofNullable(service.getStatus()), ConditionType.READY)
        .filter(StatusCondition::holds)
        .isPresent();
  }
}
