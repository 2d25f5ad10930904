package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithGoldenPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that stays on a revision, by its owner's annotation. */
class PinIT extends WithGoldenPath {
  private static final String PIN = "goldenpath.dev/pin";
  private static final String MORE_PODS =
      "components: { quota: { parameters: { pods: { tiers: { bronze: 25 } } } } }";

  @Test
  void a_pinned_service_stays_and_says_so_until_the_pin_is_removed(FreshName name) {
    String pinned = ready(name.value() + "-pinned", Map.of());
    String free = ready(name.value() + "-free", Map.of());
    services.annotate(
        pinned,
        Map.of(
            PIN,
            "1.0.0",
            "goldenpath.dev/reason.pin",
            "migration: until spring",
            "goldenpath.dev/until.pin",
            "2199-01-31"));
    GoldenService accepted = services.awaitCondition(pinned, "HatchesAccepted", "True", "Accepted");
    assertThat(accepted.getStatus().hatches(HatchKind.PIN))
        .singleElement()
        .satisfies(
            hatch -> {
              assertThat(hatch.target()).isEqualTo("path");
              assertThat(hatch.value()).isEqualTo("1.0.0");
              assertThat(hatch.reason()).isEqualTo("migration");
              assertThat(hatch.message()).isEqualTo("until spring");
              assertThat(hatch.since()).isNotNull();
              assertThat(hatch.until()).isEqualTo("2199-01-31");
            });
    assertThat(GoldenServices.condition(accepted, "PathHeld")).isEmpty();

    paths.apply("1.1.0", MORE_PODS);

    services.awaitVersion(free, "1.1.0");
    assertThat(services.heldBack(pinned, "Pinned"))
        .isEqualTo(
            "goldenpath.dev/pin: keeps the service on 1.0.0, so it does not get 1.1.0; remove the"
                + " annotation to get it");
    paths.awaitRolledOut("1.1.0");
    assertThat(services.version(pinned)).isEqualTo("1.0.0");
    assertThat(services.pods(pinned)).isEqualTo("20");
    assertThat(services.pods(free)).isEqualTo("25");
    services.awaitReady(pinned);

    services.annotate(pinned, PIN, null);

    services.awaitVersion(pinned, "1.1.0");
    assertThat(services.pods(pinned)).isEqualTo("25");
    await()
        .untilAsserted(
            () -> assertThat(GoldenServices.condition(services.get(pinned), "PathHeld")).isEmpty());
    assertThat(services.get(pinned).getStatus().hatches(HatchKind.PIN)).isEmpty();
  }

  @Test
  void a_typo_in_a_pin_is_named_and_moves_nobody(FreshName name) {
    String pinned = ready(name.value(), Map.of());
    services.annotate(pinned, PIN, "1.0.0");
    services.awaitCondition(pinned, "HatchesAccepted", "True", "Accepted");
    paths.apply("1.1.0", MORE_PODS);
    services.heldBack(pinned, "Pinned");
    paths.awaitRolledOut("1.1.0");

    services.annotate(pinned, PIN, "1.0.O");

    GoldenService named = services.awaitCondition(pinned, "HatchesAccepted", "False", "Rejected");
    assertThat(GoldenServices.condition(named, "HatchesAccepted").orElseThrow().message())
        .isEqualTo(
            "goldenpath.dev/pin: \"1.0.O\" is not a semantic version such as 1.2.0; pin 1.1.0,"
                + " 1.0.0, or remove the annotation; \"1.0.0\" stays in effect");
    operator.awaitIdle();
    assertThat(services.version(pinned)).isEqualTo("1.0.0");
    assertThat(services.get(pinned).getStatus().hatches(HatchKind.PIN))
        .extracting(HatchStatus::value)
        .containsExactly("1.0.0");
  }

  @Test
  void a_pin_that_names_no_revision_is_named_and_counts_once_there_is_one(FreshName name) {
    String early = ready(name.value(), Map.of());

    services.annotate(early, PIN, "1.1.0");

    GoldenService named = services.awaitCondition(early, "HatchesAccepted", "False", "Rejected");
    assertThat(GoldenServices.condition(named, "HatchesAccepted").orElseThrow().message())
        .isEqualTo(
            "goldenpath.dev/pin: \"1.1.0\" is not a revision of the golden path; pin 1.0.0, or remove"
                + " the annotation");
    assertThat(named.getStatus().hatches(HatchKind.PIN)).isEmpty();
    assertThat(services.version(early)).isEqualTo("1.0.0");

    paths.apply("1.1.0", MORE_PODS);

    services.awaitCondition(early, "HatchesAccepted", "True", "Accepted");
    services.awaitVersion(early, "1.1.0");
    paths.awaitRolledOut("1.1.0");
    paths.apply("1.2.0", "");
    services.heldBack(early, "Pinned");
    paths.awaitRolledOut("1.2.0");
    assertThat(services.version(early)).isEqualTo("1.1.0");
  }

  @Test
  void a_pin_to_an_older_revision_goes_back_until_the_minimum_ends_it(FreshName name) {
    String back = ready(name.value(), Map.of());
    paths.apply("1.1.0", MORE_PODS);
    services.awaitVersion(back, "1.1.0");
    paths.awaitRolledOut("1.1.0");

    services.annotate(back, PIN, "1.0.0");

    services.awaitVersion(back, "1.0.0");
    assertThat(services.pods(back)).isEqualTo("20");
    services.heldBack(back, "Pinned");

    paths.apply("1.1.0", "minimumVersion: 1.1.0\n" + MORE_PODS);

    services.awaitVersion(back, "1.1.0");
    assertThat(services.pods(back)).isEqualTo("25");
    GoldenService named = services.awaitCondition(back, "HatchesAccepted", "False", "Rejected");
    assertThat(GoldenServices.condition(named, "HatchesAccepted").orElseThrow().message())
        .isEqualTo(
            "goldenpath.dev/pin: \"1.0.0\" is older than 1.1.0, the oldest revision that the"
                + " platform team lets services stay on; pin 1.1.0, or remove the annotation");
    assertThat(GoldenServices.condition(named, "PathHeld")).isEmpty();
    assertThat(named.getStatus().hatches(HatchKind.PIN)).isEmpty();
  }

  @Test
  void a_pin_past_its_day_is_overdue_and_still_holds(FreshName name) {
    String pinned = ready(name.value(), Map.of());
    services.annotate(pinned, Map.of(PIN, "1.0.0", "goldenpath.dev/until.pin", "2020-02-29"));

    GoldenService overdue = services.awaitCondition(pinned, "HatchesOverdue", "True", "PastUntil");
    assertThat(GoldenServices.condition(overdue, "HatchesOverdue").orElseThrow().message())
        .isEqualTo("pin path was to be closed by 2020-02-29");
    paths.apply("1.1.0", MORE_PODS);
    services.heldBack(pinned, "Pinned");
    paths.awaitRolledOut("1.1.0");
    assertThat(services.version(pinned)).isEqualTo("1.0.0");
  }
}
