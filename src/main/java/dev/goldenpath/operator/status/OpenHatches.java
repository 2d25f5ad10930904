package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.Escape;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.Override;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.Hatches;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The entries of a status that tell of open hatches. What was open before keeps its since. */
final class OpenHatches {
  private final Optional<GoldenServiceStatus> previous;
  private final Hatches hatches;
  private final List<ComponentFact> facts;
  private final RememberedHatches remembered;
  private final String now;

  OpenHatches(
      Optional<GoldenServiceStatus> previous,
      ServicePlan plan,
      List<ComponentFact> facts,
      RememberedHatches remembered,
      String now) {
    this.previous = previous;
    this.hatches = plan.hatches();
    this.facts = facts;
    this.remembered = remembered;
    this.now = now;
  }

  List<Override> overrides() {
    return hatches.overridden().stream().map(this::override).toList();
  }

  /** What the API server took, while it is wanted. */
  List<Escape> patched() {
    return new TreeMap<>(remembered.patches())
        .entrySet().stream()
            .filter(entry -> hatches.patches().containsKey(entry.getKey()))
            .map(
                entry ->
                    escape(
                        GoldenServiceStatus::patched,
                        entry.getKey(),
                        null,
                        entry.getValue(),
                        hatches.patches().get(entry.getKey()).grounds()))
            .toList();
  }

  /** What was handed over, until it is taken back; on its way back it is listed as it was. */
  List<Escape> ejected() {
    return new TreeMap<>(remembered.handedOver())
        .entrySet().stream()
            .map(
                entry -> {
                  String component = entry.getKey();
                  HatchReason asked = hatches.ejected().get(component);
                  return asked == null
                      ? wasEjected(component)
                          .orElseGet(() -> ejected(component, entry.getValue().grounds()))
                      : ejected(component, asked);
                })
            .toList();
  }

  private Escape ejected(String component, HatchReason grounds) {
    return escape(GoldenServiceStatus::ejected, component, null, null, grounds);
  }

  private Optional<Escape> wasEjected(String component) {
    return previous.stream()
        .flatMap(status -> status.ejected().stream())
        .filter(escape -> component.equals(escape.component()))
        .findFirst();
  }

  List<Escape> unmanaged() {
    return facts.stream()
        .flatMap(
            fact ->
                fact.hatches().unmanaged().stream()
                    .map(
                        each ->
                            escape(
                                GoldenServiceStatus::unmanaged,
                                fact.component().name(),
                                each.object(),
                                null,
                                each.grounds())))
        .toList();
  }

  /** Absent where the service is not paused. */
  Escape paused() {
    return hatches
        .paused()
        .map(
            grounds ->
                escape(
                    status -> Stream.ofNullable(status.paused()).toList(),
                    null,
                    null,
                    null,
                    grounds))
        .orElse(null);
  }

  private Override override(Hatches.Overridden overridden) {
    HatchReason grounds = overridden.grounds();
    String since =
        previous.stream()
            .flatMap(status -> status.overrides().stream())
            .filter(before -> before.parameter().equals(overridden.parameter()))
            .map(Override::since)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(now);
    return new Override(
        overridden.parameter(),
        overridden.value(),
        overridden.standard(),
        overridden.unsafe() ? true : null,
        grounds.reason().code(),
        text(grounds),
        since,
        until(grounds));
  }

  private Escape escape(
      Function<GoldenServiceStatus, List<Escape>> list,
      String component,
      String object,
      String patch,
      HatchReason grounds) {
    String since =
        previous.map(list).stream()
            .flatMap(List::stream)
            .filter(
                before ->
                    Objects.equals(before.component(), component)
                        && Objects.equals(before.object(), object))
            .map(Escape::since)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(now);
    return new Escape(
        component, object, patch, grounds.reason().code(), text(grounds), since, until(grounds));
  }

  private static String text(HatchReason grounds) {
    return grounds.text().isEmpty() ? null : grounds.text();
  }

  private static String until(HatchReason grounds) {
    return grounds.until().map(LocalDate::toString).orElse(null);
  }
}
