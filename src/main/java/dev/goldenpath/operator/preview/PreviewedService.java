package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.LiveValues;
import dev.goldenpath.operator.hatch.RememberedHatches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that a preview needs to know of a service.
 *
 * @param service the service
 * @param applied the path that is applied to it now; null if that revision is gone
 * @param remembered the last valid hatches
 * @param live what is live of its parameters
 * @param established whether it has its namespace
 * @param revision what keeps it on its revision
 * @param objects finds the live object of a desired one; asked only for objects that would change
 */
public record PreviewedService(
    GoldenService service,
    @Nullable GoldenPath applied,
    RememberedHatches remembered,
    LiveValues live,
    boolean established,
    RevisionFacts revision,
    Function<DesiredObject, Optional<GenericKubernetesResource>> objects) {

  /** Its name. */
  public String name() {
    return service.getMetadata().getName();
  }

  /** Its team; empty if there is none. */
  String team() {
    GoldenServiceSpec spec = service.getSpec();
    return spec == null || spec.getTeam() == null ? "" : spec.getTeam();
  }

  /** Its tier; empty if it has none that is known. */
  Optional<Tier> tier() {
    return Optional.ofNullable(service.getSpec()).flatMap(spec -> Tier.of(spec.getTier()));
  }
}
