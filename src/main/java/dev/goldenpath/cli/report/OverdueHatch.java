package dev.goldenpath.cli.report;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.status.OpenHatch;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hatch that is open past its last day.
 *
 * @param service the service
 * @param team null if the spec has none that is a text
 * @param hatch kind and target: {@code override quota.memory}
 * @param until its last day, ISO 8601
 * @param reason its code
 * @param message the reason in the owner's words; empty if there are none
 */
public record OverdueHatch(
    String service,
    @Nullable String team,
    String hatch,
    String until,
    String reason,
    String message) {
  static List<OverdueHatch> all(List<GoldenService> fleet, LocalDate today) {
    return fleet.stream()
        .flatMap(service -> in(service, today))
        .sorted(
            Comparator.comparing(OverdueHatch::until)
                .thenComparing(OverdueHatch::service)
                .thenComparing(OverdueHatch::hatch))
        .toList();
  }

  private static Stream<OverdueHatch> in(GoldenService service, LocalDate today) {
    return Stream.ofNullable(service.getStatus())
        .flatMap(OpenHatch::in)
        .filter(hatch -> hatch.isOverdue(today))
        .map(
            hatch ->
                new OverdueHatch(
                    service.getMetadata().getName(),
                    service.getSpec() == null ? null : service.getSpec().getTeam(),
                    hatch.name(),
                    hatch.until().orElseThrow().toString(),
                    hatch.reason(),
                    Objects.requireNonNullElse(hatch.entry().message(), "")));
  }
}
