package dev.goldenpath.operator.status;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.Hatches;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hatches that a status lists as open. A hatch that was open before keeps its {@code since}; a
 * new one is open since its annotation was written, as far as that is known.
 */
final class OpenHatches {
  private final Optional<GoldenServiceStatus> previous;
  private final Hatches hatches;
  private final List<ComponentFact> facts;
  private final RememberedHatches remembered;
  private final AnnotationTimes opened;
  private final Instant now;

  OpenHatches(
      Optional<GoldenServiceStatus> previous,
      ServicePlan plan,
      List<ComponentFact> facts,
      RememberedHatches remembered,
      AnnotationTimes opened,
      Instant now) {
    this.previous = previous;
    this.hatches = plan.hatches();
    this.facts = facts;
    this.remembered = remembered;
    this.opened = opened;
    this.now = now;
  }

  List<HatchStatus> all() {
    return Arrays.stream(HatchKind.values()).flatMap(this::open).toList();
  }

  private Stream<HatchStatus> open(HatchKind kind) {
    return switch (kind) {
      case OVERRIDE -> overrides();
      case PATCH -> patches();
      case EJECT -> ejects();
      case UNMANAGED -> unmanaged();
      case PAUSE -> pause();
      case PIN -> pin();
    };
  }

  private Stream<HatchStatus> overrides() {
    return hatches.overridden().stream()
        .map(
            each ->
                hatch(
                    HatchKind.OVERRIDE,
                    each.parameter(),
                    Parameter.componentOf(each.parameter()),
                    each.value(),
                    each.standard(),
                    each.unsafe() ? true : null,
                    each.reason()));
  }

  /** The patches that the API server accepted and that are still wanted. */
  private Stream<HatchStatus> patches() {
    return new TreeMap<>(remembered.patches())
        .entrySet().stream()
            .filter(entry -> hatches.patches().containsKey(entry.getKey()))
            .map(
                entry ->
                    hatch(
                        HatchKind.PATCH,
                        entry.getKey(),
                        entry.getKey(),
                        entry.getValue(),
                        null,
                        null,
                        Objects.requireNonNull(hatches.patches().get(entry.getKey())).reason()));
  }

  /** The components that were handed over, until they are taken back. */
  private Stream<HatchStatus> ejects() {
    return new TreeMap<>(remembered.handedOver())
        .entrySet().stream()
            .map(
                entry -> {
                  String component = entry.getKey();
                  HatchReason asked = hatches.ejected().get(component);
                  return asked == null
                      ? before(HatchKind.EJECT, component)
                          .orElseGet(() -> eject(component, entry.getValue().why()))
                      : eject(component, asked);
                });
  }

  private HatchStatus eject(String component, HatchReason reason) {
    return hatch(HatchKind.EJECT, component, component, null, null, null, reason);
  }

  private Stream<HatchStatus> unmanaged() {
    return facts.stream()
        .flatMap(
            fact ->
                fact.hatches().unmanaged().stream()
                    .map(
                        each ->
                            hatch(
                                HatchKind.UNMANAGED,
                                each.object(),
                                fact.component().name(),
                                null,
                                null,
                                null,
                                each.reason())));
  }

  private Stream<HatchStatus> pause() {
    return hatches.paused().stream()
        .map(reason -> hatch(HatchKind.PAUSE, HatchStatus.SERVICE, null, null, null, null, reason));
  }

  private Stream<HatchStatus> pin() {
    return hatches.pin().stream()
        .map(
            pin ->
                hatch(
                    HatchKind.PIN,
                    HatchStatus.PATH,
                    null,
                    pin.version(),
                    null,
                    null,
                    pin.reason()));
  }

  private HatchStatus hatch(
      HatchKind kind,
      String target,
      @Nullable String component,
      @Nullable String value,
      @Nullable String standard,
      @Nullable Boolean unsafe,
      HatchReason reason) {
    return new HatchStatus(
        kind.text(),
        target,
        component,
        value,
        standard,
        unsafe,
        reason.code().text(),
        reason.text().isEmpty() ? null : reason.text(),
        since(kind, target),
        reason.until().map(LocalDate::toString).orElse(null));
  }

  private String since(HatchKind kind, String target) {
    return before(kind, target)
        .map(HatchStatus::since)
        .filter(Objects::nonNull)
        .orElseGet(
            () ->
                opened
                    .of(kind, target)
                    .filter(written -> written.isBefore(now))
                    .orElse(now)
                    .toString());
  }

  private Optional<HatchStatus> before(HatchKind kind, String target) {
    return previous.stream()
        .flatMap(status -> status.hatches(kind).stream())
        .filter(hatch -> hatch.target().equals(target))
        .findFirst();
  }
}
