package dev.goldenpath.cli.report;

import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.status.OpenHatch;
import dev.goldenpath.operator.status.StatusAssembler;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One service of the fleet.
 *
 * @param team null if the spec has none that is a text
 * @param tier likewise
 * @param state the text of a {@link FleetState}
 * @param path the version of the path that it was built from; null if none was
 * @param hatches its open hatches, by kind and target: {@code override quota.memory}
 * @param message that of its Ready condition; empty if it has none
 */
public record FleetMember(
    String name,
    @Nullable String team,
    @Nullable String tier,
    String state,
    @Nullable String path,
    List<String> hatches,
    String message) {
  static FleetMember of(GoldenService service) {
    Optional<GoldenServiceStatus> status = Optional.ofNullable(service.getStatus());
    GoldenServiceSpec spec =
        Objects.requireNonNullElseGet(service.getSpec(), GoldenServiceSpec::new);
    return new FleetMember(
        service.getMetadata().getName(),
        spec.getTeam(),
        spec.getTier(),
        FleetState.of(status).text(),
        status
            .map(GoldenServiceStatus::path)
            .map(GoldenServiceStatus.PathRef::version)
            .orElse(null),
        status.stream().flatMap(OpenHatch::in).map(OpenHatch::name).toList(),
        StatusAssembler.find(status, ConditionType.READY).map(StatusCondition::message).orElse(""));
  }
}
