package dev.goldenpath.operator.runtime;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.status.OpenHatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where services leave the path, and why: the numbers of services, counted at each scrape. */
final class HatchMetrics {
  private final MultiGauge services;
  private final MultiGauge hatches;
  private final MultiGauge parameters;
  private final MultiGauge unsafe;
  private final MultiGauge overdue;
  private final Supplier<Stream<GoldenServiceStatus>> fleet;
  private final Clock clock;

  HatchMetrics(MeterRegistry registry, Supplier<Stream<GoldenServiceStatus>> fleet, Clock clock) {
    this.fleet = fleet;
    this.clock = clock;
    services =
        gauge(
            registry,
            "goldenpath.services.with.hatches",
            "Services with an open hatch of any kind in a component, or with a pin: path.");
    hatches =
        gauge(registry, "goldenpath.hatches", "Services with an open hatch, by kind and reason.");
    parameters =
        gauge(registry, "goldenpath.override.parameters", "Services that override a parameter.");
    unsafe =
        gauge(
            registry,
            "goldenpath.unsafe.overrides",
            "Services with an override that lowers what the platform guarantees.");
    overdue =
        gauge(
            registry,
            "goldenpath.hatches.overdue",
            "Hatches that are open past the last day that their owner set.");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  /** Counts again. */
  void count() {
    List<List<OpenHatch>> open = fleet.get().map(status -> OpenHatch.in(status).toList()).toList();
    Map<Tags, Long> leaving = services(open, HatchMetrics::component);
    // Including zeros, which the ratio needs.
    services.register(
        Stream.concat(Components.ALL.stream().map(Component::name), Stream.of(OpenHatch.PATH))
            .map(name -> Tags.of("component", name))
            .map(tags -> row(tags, leaving.getOrDefault(tags, 0L)))
            .toList(),
        true);
    hatches.register(rows(services(open, HatchMetrics::kind)), true);
    parameters.register(rows(services(open, HatchMetrics::parameter)), true);
    unsafe.register(rows(services(open, HatchMetrics::unsafe)), true);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    overdue.register(
        rows(
            open.stream()
                .flatMap(List::stream)
                .filter(hatch -> hatch.isOverdue(today))
                .flatMap(HatchMetrics::component)
                .collect(Collectors.groupingBy(tags -> tags, Collectors.counting()))),
        true);
  }

  /**
   * The number of services with each of these tags: a service counts once, however often it has the
   * tag.
   */
  private static Map<Tags, Long> services(
      List<List<OpenHatch>> fleet, Function<OpenHatch, Stream<Tags>> tags) {
    return fleet.stream()
        .flatMap(hatches -> hatches.stream().flatMap(tags).distinct())
        .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
  }

  private static Stream<Tags> component(OpenHatch hatch) {
    return Stream.of(Tags.of("component", hatch.component()));
  }

  private static Stream<Tags> kind(OpenHatch hatch) {
    return Stream.of(
        Tags.of(
            "component", hatch.component(),
            "kind", hatch.kind().text(),
            "reason", hatch.reason()));
  }

  private static Stream<Tags> parameter(OpenHatch hatch) {
    return hatch.kind() == HatchKind.OVERRIDE
        ? Stream.of(
            Tags.of(
                "component",
                hatch.component(),
                "parameter",
                hatch.entry().target().substring(hatch.component().length() + 1)))
        : Stream.empty();
  }

  private static Stream<Tags> unsafe(OpenHatch hatch) {
    return hatch.isUnsafe()
        ? Stream.of(Tags.of("component", hatch.component(), "reason", hatch.reason()))
        : Stream.empty();
  }

  private static List<MultiGauge.Row<?>> rows(Map<Tags, Long> counts) {
    return counts.entrySet().stream()
        .<MultiGauge.Row<?>>map(entry -> row(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static MultiGauge.Row<?> row(Tags tags, long count) {
    return MultiGauge.Row.of(tags, count);
  }
}
