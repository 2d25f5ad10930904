package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.hatch.AnnotationTimes;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.support.Plans;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenHatchesTest {
  private static final String NOW = "2026-01-01T12:00:00Z";
  private static final String LONG_AGO = "2025-06-01T00:00:00Z";
  private static final String PATCH = "{\"spec\":{\"hard\":{\"count/pods\":\"9\"}}}";
  private static final Component QUOTA =
      Components.ALL.stream().filter(each -> each.name().equals("quota")).findFirst().orElseThrow();

  private static final GoldenServiceStatus BEFORE =
      Plans.status(
          """
          hatches:
            - {kind: override, target: quota.memory, component: quota, value: 48Gi, default: 32Gi, since: "%1$s"}
            - {kind: patch, target: quota, component: quota, value: "{}", since: "%1$s"}
            - {kind: eject, target: quota, component: quota, reason: cost, message: x, since: "%1$s", until: "2026-01-31"}
            - {kind: unmanaged, target: ResourceQuota/golden-quota, component: quota, since: "%1$s"}
            - {kind: pause, target: service, since: "%1$s"}
            - {kind: pin, target: path, value: 1.0.0, since: "%1$s"}
          """
              .formatted(LONG_AGO));

  @Test
  void an_override_is_listed_with_what_the_tier_has_and_why() {
    assertThat(
            hatches(
                Map.of(
                    "override.goldenpath.dev/network.ingress", "open",
                    "goldenpath.dev/reason.network", "incident: INC-1",
                    "goldenpath.dev/until.network", "2026-01-31"),
                GoldenServiceStatus.empty()))
        .containsExactly(
            new HatchStatus(
                "override",
                "network.ingress",
                "network",
                "open",
                "closed",
                true,
                "incident",
                "INC-1",
                NOW,
                "2026-01-31"));
  }

  @ParameterizedTest
  @CsvSource({
    "quota.memory, 48Gi, " + LONG_AGO,
    "quota.memory, 64Gi, " + LONG_AGO,
    "quota.pods, 200, " + NOW
  })
  void an_override_is_open_since_it_was_whatever_its_value(
      String parameter, String value, String since) {
    assertThat(hatches(Map.of("override.goldenpath.dev/" + parameter, value), BEFORE))
        .containsExactly(
            new HatchStatus(
                "override",
                parameter,
                "quota",
                value,
                parameter.equals("quota.memory") ? "32Gi" : "100",
                null,
                "none",
                null,
                since,
                null));
  }

  @Test
  void a_status_that_does_not_say_since_when_counts_from_now() {
    GoldenServiceStatus before =
        Plans.status(
            """
            hatches:
              - {kind: override, target: quota.pods, component: quota, value: '9'}
              - {kind: pause, target: service}
            """);

    assertThat(
            hatches(
                Map.of("override.goldenpath.dev/quota.pods", "9", "goldenpath.dev/paused", ""),
                before))
        .extracting(HatchStatus::kind, HatchStatus::since)
        .containsExactly(tuple("override", NOW), tuple("pause", NOW));
  }

  /** A status of the form before has lists that this one does not know. */
  @Test
  void what_no_status_lists_is_open_since_its_annotation_was_written() {
    Map<String, String> annotations =
        Map.of(
            "override.goldenpath.dev/quota.pods", "9",
            "eject.goldenpath.dev/slo", "",
            "goldenpath.dev/paused", "");
    ManagedFieldsEntry kubectl =
        entry("2025-07-01T00:00:00Z", "override.goldenpath.dev/quota.pods", "another");
    ManagedFieldsEntry later =
        entry("2027-01-01T00:00:00Z", "eject.goldenpath.dev/slo", "goldenpath.dev/paused");
    ManagedFieldsEntry broken = entry("yesterday", "override.goldenpath.dev/quota.pods");
    ServicePlan plan = Plans.plan(annotations);

    assertThat(
            new OpenHatches(
                    Optional.empty(),
                    plan,
                    List.of(),
                    Plans.done(plan),
                    new AnnotationTimes(List.of(new ManagedFieldsEntry(), broken, kubectl, later)),
                    Instant.parse(NOW))
                .all())
        .extracting(HatchStatus::kind, HatchStatus::since)
        .containsExactly(
            tuple("override", "2025-07-01T00:00:00Z"), tuple("eject", NOW), tuple("pause", NOW));
  }

  private static ManagedFieldsEntry entry(String time, String... annotations) {
    Map<String, Object> owned = new HashMap<>();
    for (String annotation : annotations) {
      owned.put("f:" + annotation, Map.of());
    }
    return new ManagedFieldsEntryBuilder()
        .withTime(time)
        .withNewFieldsV1()
        .addToAdditionalProperties("f:metadata", Map.of("f:annotations", owned))
        .endFieldsV1()
        .build();
  }

  @Test
  void a_patch_is_listed_once_the_api_server_took_it() {
    RememberedHatches patched = RememberedHatches.NONE.patched("quota", PATCH);
    Map<String, String> annotations =
        Map.of("patch.goldenpath.dev/quota", PATCH, "goldenpath.dev/reason.quota", "cost: x");

    assertThat(hatches(annotations, BEFORE, RememberedHatches.NONE)).isEmpty();
    assertThat(hatches(Map.of(), BEFORE, patched)).isEmpty();
    assertThat(hatches(annotations, BEFORE, patched))
        .containsExactly(
            new HatchStatus(
                "patch", "quota", "quota", PATCH, null, null, "cost", "x", LONG_AGO, null));
    assertThat(hatches(annotations, GoldenServiceStatus.empty(), patched))
        .extracting(HatchStatus::since)
        .containsExactly(NOW);
  }

  @Test
  void an_eject_is_open_since_it_was_and_has_the_words_of_now() {
    Map<String, String> annotations =
        Map.of(
            "eject.goldenpath.dev/quota", "incident: y",
            "eject.goldenpath.dev/slo", "");
    assertThat(hatches(annotations, BEFORE)).isEmpty();
    assertThat(hatches(annotations, BEFORE, Plans.done(Plans.plan(annotations))))
        .containsExactly(
            eject("quota", "incident", "y", LONG_AGO, null), eject("slo", "none", null, NOW, null));
  }

  @Test
  void what_was_handed_over_stays_listed_until_it_is_taken_back() {
    RememberedHatches handedOver = Plans.remembered(BEFORE);

    assertThat(hatches(Map.of(), BEFORE, handedOver)).isEqualTo(BEFORE.hatches(HatchKind.EJECT));
    assertThat(hatches(Map.of(), BEFORE, handedOver.announced("quota")))
        .isEqualTo(BEFORE.hatches(HatchKind.EJECT));
    assertThat(hatches(Map.of(), BEFORE, handedOver.takenBack("quota"))).isEmpty();
  }

  @Test
  void a_status_that_was_lost_changes_nothing_but_since_when() {
    assertThat(hatches(Map.of(), GoldenServiceStatus.empty(), Plans.remembered(BEFORE)))
        .containsExactly(eject("quota", "cost", "x", NOW, null));
  }

  @Test
  void a_single_object_is_listed_with_its_own_reason_and_since() throws Exception {
    ServicePlan plan = Plans.plan(Map.of("goldenpath.dev/until.quota", "2026-01-31"));
    HatchReason reason = plan.hatches().ofObject("quota", "cost: x");
    List<ObservedHatches.Unmanaged> unmanaged =
        List.of(
            new ObservedHatches.Unmanaged("ResourceQuota/golden-quota", reason),
            new ObservedHatches.Unmanaged("ResourceQuota/other", HatchReason.NONE));
    ComponentFact fact = ready().with(new ObservedHatches(Optional.empty(), unmanaged, List.of()));

    assertThat(
            new OpenHatches(
                    Optional.of(BEFORE),
                    plan,
                    List.of(fact),
                    RememberedHatches.NONE,
                    AnnotationTimes.NONE,
                    Instant.parse(NOW))
                .all())
        .containsExactly(
            new HatchStatus(
                "unmanaged",
                "ResourceQuota/golden-quota",
                "quota",
                null,
                null,
                null,
                "cost",
                "x",
                LONG_AGO,
                "2026-01-31"),
            new HatchStatus(
                "unmanaged",
                "ResourceQuota/other",
                "quota",
                null,
                null,
                null,
                "none",
                null,
                NOW,
                null));
  }

  @Test
  void a_pause_is_open_since_it_was() {
    Map<String, String> paused =
        Map.of("goldenpath.dev/paused", "cost: x", "goldenpath.dev/until.paused", "2026-01-31");

    assertThat(hatches(paused, BEFORE))
        .containsExactly(
            new HatchStatus(
                "pause", "service", null, null, null, null, "cost", "x", LONG_AGO, "2026-01-31"));
    assertThat(hatches(paused, GoldenServiceStatus.empty()))
        .extracting(HatchStatus::since)
        .containsExactly(NOW);
    assertThat(hatches(Map.of(), BEFORE)).isEmpty();
  }

  @Test
  void a_pin_is_listed_with_its_revision_and_is_open_since_it_was() {
    ServicePlan plan =
        Plans.plan(
            Map.of(
                "goldenpath.dev/pin", "1.1.0",
                "goldenpath.dev/reason.pin", "migration: x",
                "goldenpath.dev/until.pin", "2026-01-31"),
            new KnownRevisions(true, Set.of("1.0.0", "1.1.0"), null));
    assertThat(
            new OpenHatches(
                    Optional.of(BEFORE),
                    plan,
                    List.of(),
                    RememberedHatches.NONE,
                    AnnotationTimes.NONE,
                    Instant.parse(NOW))
                .all())
        .containsExactly(
            new HatchStatus(
                "pin",
                "path",
                null,
                "1.1.0",
                null,
                null,
                "migration",
                "x",
                LONG_AGO,
                "2026-01-31"));
    assertThat(hatches(Map.of("goldenpath.dev/pin", "1.0.0"), BEFORE))
        .as("without a GoldenPath")
        .isEmpty();
  }

  private static HatchStatus eject(
      String component, String reason, String message, String since, String until) {
    return new HatchStatus(
        "eject", component, component, null, null, null, reason, message, since, until);
  }

  private static ComponentFact ready() {
    return new ComponentFact(QUOTA, State.READY, Reason.APPLIED, "");
  }

  private static List<HatchStatus> hatches(
      Map<String, String> annotations, GoldenServiceStatus before) {
    return hatches(annotations, before, RememberedHatches.NONE);
  }

  private static List<HatchStatus> hatches(
      Map<String, String> annotations, GoldenServiceStatus before, RememberedHatches done) {
    return new OpenHatches(
            Optional.of(before),
            Plans.plan(annotations),
            List.of(),
            done,
            AnnotationTimes.NONE,
            Instant.parse(NOW))
        .all();
  }
}
