package dev.goldenpath.cli.report;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.status.OpenHatch;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A component at which services left the path.
 *
 * @param component its name; {@code path} for services that are pinned to a version
 * @param services how many have an open hatch there
 * @param share of all services, in percent
 * @param desirePath whether so many leave here that it is a feature request
 * @param reasons by code, the number of services, the most frequent first
 * @param parameters of those that are overridden, likewise, without the component's name
 */
public record Departure(
    String component,
    int services,
    double share,
    boolean desirePath,
    Map<String, Integer> reasons,
    Map<String, Integer> parameters) {
  static List<Departure> all(List<GoldenService> fleet, int threshold) {
    List<List<OpenHatch>> open =
        fleet.stream()
            .filter(service -> service.getStatus() != null)
            .map(
                service ->
                    OpenHatch.in(service.getStatus()).filter(Departure::isSomewhere).toList())
            .filter(hatches -> !hatches.isEmpty())
            .toList();
    Set<String> components =
        open.stream()
            .flatMap(List::stream)
            .map(OpenHatch::component)
            .collect(Collectors.toCollection(TreeSet::new));
    return components.stream()
        .map(component -> of(component, open, fleet.size(), threshold))
        .sorted(Comparator.comparingInt(Departure::services).reversed())
        .toList();
  }

  /** A pause is a state of the whole service, and passes. */
  private static boolean isSomewhere(OpenHatch hatch) {
    return !hatch.component().equals(OpenHatch.WHOLE_SERVICE);
  }

  private static Departure of(
      String component, List<List<OpenHatch>> open, int fleet, int threshold) {
    List<List<OpenHatch>> here =
        open.stream()
            .map(
                hatches ->
                    hatches.stream().filter(each -> each.component().equals(component)).toList())
            .filter(hatches -> !hatches.isEmpty())
            .toList();
    double share = 100.0 * here.size() / fleet;
    return new Departure(
        component,
        here.size(),
        Math.round(share * 10) / 10.0,
        here.size() > 1 && share > threshold,
        counts(here, hatch -> Stream.of(hatch.reason())),
        counts(here, Departure::parameter));
  }

  private static Stream<String> parameter(OpenHatch hatch) {
    return hatch.kind() == HatchKind.OVERRIDE
        ? Stream.of(hatch.entry().target().substring(hatch.component().length() + 1))
        : Stream.empty();
  }

  /** How many services have each; a service counts once. */
  private static Map<String, Integer> counts(
      List<List<OpenHatch>> services, Function<OpenHatch, Stream<String>> words) {
    Map<String, Integer> counts =
        services.stream()
            .flatMap(hatches -> hatches.stream().flatMap(words).distinct())
            .collect(Collectors.groupingBy(word -> word, Collectors.summingInt(each -> 1)));
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
