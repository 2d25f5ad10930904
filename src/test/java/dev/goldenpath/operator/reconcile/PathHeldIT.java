package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithGoldenPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that is not moved says why, and what to do. */
class PathHeldIT extends WithGoldenPath {
  private static final String PODS = "override.goldenpath.dev/quota.pods";
  private static final String PATCH = "patch.goldenpath.dev/quota";
  private static final String FEWER_PODS =
      "components: { quota: { parameters: { pods: { maximum: 30, tiers: { silver: 30, gold: 30 } } } } }";
  private static final String MORE_PODS =
      "components: { quota: { parameters: { pods: { tiers: { bronze: 25 } } } } }";

  @Test
  void an_override_that_does_not_fit_holds_until_it_is_changed(FreshName name) {
    String overriding = ready(name.value() + "-held", Map.of(PODS, "40"));
    String free = ready(name.value() + "-free", Map.of());

    paths.apply("1.1.0", FEWER_PODS);

    assertThat(services.heldBack(overriding, "OverrideConflict"))
        .isEqualTo(
            "override.goldenpath.dev/quota.pods: \"40\" must be at most 30; this does not fit"
                + " 1.1.0, so the service stays on 1.0.0; change or remove the annotation to get 1.1.0");
    services.awaitVersion(free, "1.1.0");
    assertThat(GoldenServices.condition(services.get(free), "PathHeld")).isEmpty();
    assertThat(services.pods(overriding)).isEqualTo("40");
    services.awaitReady(overriding);
    services.awaitCondition(overriding, "HatchesAccepted", "True", "Accepted");
    operator.awaitIdle();
    Map<String, String> heldBefore = services.versions(overriding);
    Map<String, String> freeBefore = services.versions(free);
    String statusBefore = services.get(free).getMetadata().getResourceVersion();

    paths.apply("1.2.0", FEWER_PODS);

    await()
        .untilAsserted(
            () -> assertThat(services.heldBack(overriding, "OverrideConflict")).contains("1.2.0"));
    services.awaitVersion(free, "1.2.0");
    assertThat(services.versions(overriding)).isEqualTo(heldBefore);
    assertThat(services.versions(free)).isEqualTo(freeBefore);
    assertThat(services.get(free).getMetadata().getResourceVersion())
        .as("a new version in its status")
        .isNotEqualTo(statusBefore);

    services.annotate(overriding, PODS, "30");

    services.awaitVersion(overriding, "1.2.0");
    assertThat(services.pods(overriding)).isEqualTo("30");
    awaitFree(overriding);
  }

  @Test
  void a_patch_that_does_not_fit_holds(FreshName name) {
    String patched =
        ready(name.value(), Map.of(PATCH, "{\"spec\":{\"hard\":{\"count/pods\":\"9\"}}}"));

    paths.apply("1.1.0", "components: { quota: { enabled: true } }");

    assertThat(services.heldBack(patched, "PatchConflict"))
        .startsWith("patch.goldenpath.dev/quota: ")
        .contains("the component quota cannot be patched")
        .endsWith("change or remove the annotation to get 1.1.0");
    services.annotate(patched, PATCH, null);
    services.awaitVersion(patched, "1.1.0");
    awaitFree(patched);
  }

  @ParameterizedTest
  @CsvSource({"Keep, 40, 40, stays in effect", "Enforce, 20, , must be at most 30"})
  void another_policy_moves_it_and_says_what_it_did(
      String policy, String pods, String value, String words, FreshName name) {
    String overriding = ready(name.value(), Map.of(PODS, "40"));

    paths.apply("1.1.0", policy, FEWER_PODS);

    services.awaitVersion(overriding, "1.1.0");
    assertThat(services.pods(overriding)).isEqualTo(pods);
    awaitFree(overriding);
    assertThat(
            GoldenServices.condition(
                    services.awaitCondition(overriding, "HatchesAccepted", "False", "Rejected"),
                    "HatchesAccepted")
                .orElseThrow()
                .message())
        .startsWith("override.goldenpath.dev/quota.pods: \"40\" must be at most 30")
        .endsWith(words);
    assertThat(services.get(overriding).getStatus().hatches(HatchKind.OVERRIDE))
        .extracting(HatchStatus::value)
        .isEqualTo(value == null ? List.of() : List.of(value));
    operator.awaitIdle();
    assertThat(services.pods(overriding)).as("in the long run").isEqualTo(pods);
  }

  @Test
  void a_paused_service_says_that_it_is_not_moved(FreshName name) {
    String paused = ready(name.value(), Map.of());
    services.annotate(paused, "goldenpath.dev/paused", "incident: INC-1");
    services.awaitCondition(paused, "Paused", "True", "Paused");
    assertThat(GoldenServices.condition(services.get(paused), "PathHeld")).isEmpty();

    paths.apply("1.1.0", FEWER_PODS);

    assertThat(services.heldBack(paused, "Paused"))
        .startsWith("goldenpath.dev/paused: keeps the service on");
    services.annotate(paused, "goldenpath.dev/paused", null);
    services.awaitVersion(paused, "1.1.0");
    awaitFree(paused);
  }

  @Test
  void a_service_whose_objects_are_refused_says_so(FreshName name) {
    String refused = ready(name.value(), Map.of());

    paths.applyInOneWave("1.1.0", "platform: { developerRole: view }");

    assertThat(services.heldBack(refused, "Refused"))
        .startsWith("1.1.0: the API server rejected it for this service")
        .contains("RoleBinding golden-developers");
    assertThat(services.version(refused)).isEqualTo("1.0.0");
    services.awaitReady(refused);
  }

  @Test
  void a_service_that_went_back_says_so(FreshName name) {
    String broken = ready(name.value(), Map.of());

    paths.applyInOneWave("1.1.0", MORE_PODS);
    services.awaitVersion(broken, "1.1.0");
    services.databaseFails(broken);

    services.awaitVersion(broken, "1.0.0");
    assertThat(services.heldBack(broken, "RolledBack"))
        .startsWith("1.1.0: the service failed on it and went back to 1.0.0");
  }

  private void awaitFree(String service) {
    await()
        .untilAsserted(
            () ->
                assertThat(GoldenServices.condition(services.get(service), "PathHeld")).isEmpty());
  }
}
