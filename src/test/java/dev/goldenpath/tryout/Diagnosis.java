package dev.goldenpath.tryout;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.StatusCondition;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why services are not Ready, for somebody who has to find out. */
public final class Diagnosis {
  private Diagnosis() {}

  /** What each of the services waits for, and the end of the operator's log. */
  public static String of(
      Collection<String> services, ServiceWatch watch, OperatorProcess operator) {
    return Stream.concat(
            services.stream().flatMap(service -> reasons(service, watch)),
            Stream.of(operator.logTail()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static Stream<String> reasons(String name, ServiceWatch watch) {
    return watch
        .find(name)
        .map(Diagnosis::reasons)
        .orElseGet(() -> Stream.of(name + " is not there"));
  }

  private static Stream<String> reasons(GoldenService service) {
    String name = service.getMetadata().getName();
    List<StatusCondition> conditions =
        service.getStatus() == null ? List.of() : service.getStatus().conditions();
    if (conditions.isEmpty()) {
      return Stream.of(name + " has no conditions: the operator has not looked at it yet");
    }
    return conditions.stream()
        .filter(condition -> !condition.holds())
        .map(
            condition ->
                "%s: %s=%s (%s): %s"
                    .formatted(
                        name,
                        condition.type(),
                        condition.status(),
                        condition.reason(),
                        condition.message()));
  }
}
