package dev.goldenpath.cli.report;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fleet on one day, as plain data: every figure is counted here and nowhere else. A component
 * counts a service once, however many hatches it has there, as the metrics do.
 *
 * @param day the day, ISO 8601
 * @param total the number of services
 * @param teams the number of teams
 * @param states the number of services in each {@link FleetState}; a state without any is absent
 * @param paths the versions of the path that services have, the most frequent first
 * @param threshold in percent; more than one service, and a larger share, at one component are a
 *     feature request
 * @param departures where services left the path, the most frequent first
 * @param overdue the hatches whose last day has passed, the oldest first
 * @param services every service, by name
 */
public record FleetReport(
    String day,
    int total,
    int teams,
    Map<String, Integer> states,
    List<PathVersion> paths,
    int threshold,
    List<Departure> departures,
    List<OverdueHatch> overdue,
    List<FleetMember> services) {
  /** That of the alert GoldenPathDesirePath. */
  static final int DESIRE_PATH_PERCENT = 20;

  /**
   * A version of the path.
   *
   * @param name of the path; null for services that were not built yet
   * @param version null likewise
   * @param services how many have it
   */
  public record PathVersion(@Nullable String name, @Nullable String version, int services) {}

  /** The report of these services. */
  public static FleetReport of(List<GoldenService> fleet, LocalDate today) {
    List<FleetMember> members =
        fleet.stream()
            .map(FleetMember::of)
            .sorted(Comparator.comparing(FleetMember::name))
            .toList();
    return new FleetReport(
        today.toString(),
        members.size(),
        (int) members.stream().map(FleetMember::team).filter(Objects::nonNull).distinct().count(),
        states(members),
        paths(fleet),
        DESIRE_PATH_PERCENT,
        Departure.all(fleet, DESIRE_PATH_PERCENT),
        OverdueHatch.all(fleet, today),
        members);
  }

  private static Map<String, Integer> states(List<FleetMember> members) {
    Map<String, Integer> states = new LinkedHashMap<>();
    for (FleetState state : FleetState.values()) {
      int services =
          (int) members.stream().filter(each -> each.state().equals(state.text())).count();
      if (services > 0) {
        states.put(state.text(), services);
      }
    }
    return states;
  }

  private static List<PathVersion> paths(List<GoldenService> fleet) {
    record Key(@Nullable String name, @Nullable String version) {}
    Map<Key, Integer> counts =
        fleet.stream()
            .map(
                service ->
                    Optional.ofNullable(service.getStatus())
                        .map(GoldenServiceStatus::path)
                        .map(path -> new Key(path.name(), path.version()))
                        .orElse(new Key(null, null)))
            .collect(Collectors.groupingBy(key -> key, Collectors.summingInt(each -> 1)));
    return counts.entrySet().stream()
        .map(
            entry ->
                new PathVersion(entry.getKey().name(), entry.getKey().version(), entry.getValue()))
        .sorted(
            Comparator.comparingInt(PathVersion::services)
                .reversed()
                .thenComparing(path -> path.name() + " " + path.version()))
        .toList();
  }
}
