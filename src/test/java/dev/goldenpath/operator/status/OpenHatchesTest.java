package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.goldenpath.operator.api.Escape;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.GoldenServiceStatus.Override;
import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.hatch.HatchReason;
import dev.goldenpath.operator.hatch.RememberedHatches;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.status.ComponentFact.State;
import dev.goldenpath.operator.support.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
          overrides: [{parameter: quota.memory, value: 48Gi, default: 32Gi, since: "%1$s"}]
          patched: [{component: quota, patch: "{}", since: "%1$s"}]
          ejected: [{component: quota, reason: cost, message: x, since: "%1$s", until: "2026-01-31"}]
          unmanaged: [{component: quota, object: ResourceQuota/golden-quota, since: "%1$s"}]
          paused: {since: "%1$s"}
          """
              .formatted(LONG_AGO));

  @Test
  void an_override_is_told_with_what_the_tier_has_and_why() {
    assertThat(
            escapes(
                    Map.of(
                        "override.goldenpath.dev/network.ingress", "open",
                        "goldenpath.dev/reason.network", "incident: INC-1",
                        "goldenpath.dev/until.network", "2026-01-31"),
                    GoldenServiceStatus.empty())
                .overrides())
        .containsExactly(
            new Override(
                "network.ingress", "open", "closed", true, "incident", "INC-1", NOW, "2026-01-31"));
  }

  @ParameterizedTest
  @CsvSource({
    "quota.memory, 48Gi, " + LONG_AGO,
    "quota.memory, 64Gi, " + LONG_AGO,
    "quota.pods, 200, " + NOW
  })
  void an_override_is_open_since_it_was_whatever_its_value(
      String parameter, String value, String since) {
    assertThat(escapes(Map.of("override.goldenpath.dev/" + parameter, value), BEFORE).overrides())
        .containsExactly(
            new Override(
                parameter,
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
        Plans.status("overrides: [{parameter: quota.pods, value: '9'}]\npaused: {}");
    OpenHatches escapes =
        escapes(
            Map.of("override.goldenpath.dev/quota.pods", "9", "goldenpath.dev/paused", ""), before);

    assertThat(escapes.overrides()).extracting(Override::since).containsExactly(NOW);
    assertThat(escapes.paused().since()).isEqualTo(NOW);
  }

  @Test
  void a_patch_is_told_once_the_api_server_took_it() {
    RememberedHatches patched = RememberedHatches.NONE.patched("quota", PATCH);
    Map<String, String> annotations =
        Map.of("patch.goldenpath.dev/quota", PATCH, "goldenpath.dev/reason.quota", "cost: x");

    assertThat(escapes(annotations, BEFORE, RememberedHatches.NONE).patched()).isEmpty();
    assertThat(escapes(Map.of(), BEFORE, patched).patched()).isEmpty();
    assertThat(escapes(annotations, BEFORE, patched).patched())
        .containsExactly(new Escape("quota", null, PATCH, "cost", "x", LONG_AGO, null));
    assertThat(escapes(annotations, GoldenServiceStatus.empty(), patched).patched())
        .extracting(Escape::since)
        .containsExactly(NOW);
  }

  @Test
  void an_eject_is_open_since_it_was_and_has_the_words_of_now() {
    Map<String, String> annotations =
        Map.of(
            "eject.goldenpath.dev/quota", "incident: y",
            "eject.goldenpath.dev/slo", "");
    assertThat(escapes(annotations, BEFORE).ejected()).isEmpty();
    assertThat(escapes(annotations, BEFORE, Plans.done(Plans.plan(annotations))).ejected())
        .containsExactly(
            new Escape("quota", null, null, "incident", "y", LONG_AGO, null),
            new Escape("slo", null, null, "none", null, NOW, null));
  }

  @Test
  void what_was_handed_over_stays_listed_until_it_is_taken_back() {
    RememberedHatches handedOver = Plans.remembered(BEFORE);

    assertThat(escapes(Map.of(), BEFORE, handedOver).ejected()).isEqualTo(BEFORE.ejected());
    assertThat(escapes(Map.of(), BEFORE, handedOver.announced("quota")).ejected())
        .isEqualTo(BEFORE.ejected());
    assertThat(escapes(Map.of(), BEFORE, handedOver.takenBack("quota")).ejected()).isEmpty();
  }

  @Test
  void a_status_that_was_lost_changes_nothing_but_since_when() {
    assertThat(escapes(Map.of(), GoldenServiceStatus.empty(), Plans.remembered(BEFORE)).ejected())
        .extracting(Escape::component, Escape::since)
        .containsExactly(tuple("quota", NOW));
  }

  @Test
  void a_single_object_is_told_with_its_own_reason_and_since() throws Exception {
    ServicePlan plan = Plans.plan(Map.of("goldenpath.dev/until.quota", "2026-01-31"));
    HatchReason grounds = plan.hatches().ofObject("quota", "cost: x");
    List<ObservedHatches.Unmanaged> unmanaged =
        List.of(
            new ObservedHatches.Unmanaged("ResourceQuota/golden-quota", grounds),
            new ObservedHatches.Unmanaged("ResourceQuota/other", HatchReason.NONE));
    ComponentFact fact = ready().with(new ObservedHatches(Optional.empty(), unmanaged, List.of()));

    assertThat(
            new OpenHatches(Optional.of(BEFORE), plan, List.of(fact), RememberedHatches.NONE, NOW)
                .unmanaged())
        .containsExactly(
            new Escape(
                "quota", "ResourceQuota/golden-quota", null, "cost", "x", LONG_AGO, "2026-01-31"),
            new Escape("quota", "ResourceQuota/other", null, "none", null, NOW, null));
  }

  @Test
  void a_pause_is_open_since_it_was() {
    Map<String, String> paused =
        Map.of("goldenpath.dev/paused", "cost: x", "goldenpath.dev/until.paused", "2026-01-31");

    assertThat(escapes(paused, BEFORE).paused())
        .isEqualTo(new Escape(null, null, null, "cost", "x", LONG_AGO, "2026-01-31"));
    assertThat(escapes(paused, GoldenServiceStatus.empty()).paused().since()).isEqualTo(NOW);
    assertThat(escapes(Map.of(), BEFORE).paused()).isNull();
  }

  private static ComponentFact ready() {
    return new ComponentFact(QUOTA, State.READY, Reason.APPLIED, "");
  }

  private static OpenHatches escapes(Map<String, String> annotations, GoldenServiceStatus before) {
    return escapes(annotations, before, RememberedHatches.NONE);
  }

  private static OpenHatches escapes(
      Map<String, String> annotations, GoldenServiceStatus before, RememberedHatches done) {
    return new OpenHatches(Optional.of(before), Plans.plan(annotations), List.of(), done, NOW);
  }
}
