package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithGoldenPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A revision on its way to the fleet. */
class RolloutIT extends WithGoldenPath {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** {@code make rollouts} takes 150. */
  private static final int REFUSED_FLEET = Integer.getInteger("rollout.refused", 5);

  /** How long the status of a database lags behind its spec; {@code make rollouts} takes 30 s. */
  private static final Duration LAG = Duration.ofSeconds(Integer.getInteger("rollout.lag", 3));

  /** How long nothing may happen to a service that went back; {@code make rollouts} takes 300 s. */
  private static final Duration QUIET = Duration.ofSeconds(Integer.getInteger("rollout.quiet", 3));

  private static final String MORE_PODS =
      "components: { quota: { parameters: { pods: { tiers: { bronze: 25 } } } } }";
  private static final String STORAGE =
      "components: { postgres: { parameters: { storage: { tiers: { bronze: %s } } } } }";

  @Test
  void a_refused_word_is_written_nowhere_and_halts(FreshName name) {
    List<String> fleet = fleet(name, REFUSED_FLEET);
    Map<String, String> before = roleBindings(fleet);

    paths.applyInWaves("1.1.0", "platform: { developerRole: nobody }");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(paths.condition("Ready")).isEqualTo("False Halted"));
    assertThat(paths.get("{.status.conditions[?(@.type=='Ready')].message}"))
        .contains("developerRole");
    assertThat(roleBindings(fleet)).isEqualTo(before);
    fleet.forEach(services::awaitReady);
    assertThat(fleet).allSatisfy(each -> assertThat(services.version(each)).isEqualTo("1.0.0"));
    assertThat(paths.condition("Stalled")).isEqualTo("True Halted");
  }

  @Test
  void a_tightened_bound_holds_those_that_override_it_and_moves_the_others(FreshName name) {
    List<String> fleet = fleet(name, 2);
    String held = name.value() + "-held";
    services.create(held, "bronze", Map.of("override.goldenpath.dev/quota.pods", "400"));
    services.makeReady(held);

    paths.apply("1.1.0", "components: { quota: { parameters: { pods: { maximum: 300 } } } }");

    fleet.forEach(each -> services.awaitVersion(each, "1.1.0"));
    await().untilAsserted(() -> assertThat(paths.get("{.status.counts.held}")).isEqualTo("1"));
    assertThat(services.version(held)).isEqualTo("1.0.0");
    assertThat(services.pods(held)).isEqualTo("400");
    services.awaitReady(held);
  }

  @Test
  void a_service_that_breaks_goes_back_alone(FreshName name) {
    List<String> fleet = fleet(name, 3);
    String broken = fleet.get(1);

    paths.applyInOneWave("1.1.0", MORE_PODS);
    services.awaitVersion(broken, "1.1.0");
    services.databaseFails(broken);

    services.awaitVersion(broken, "1.0.0");
    assertThat(services.pods(broken)).isEqualTo("20");
    assertThat(paths.get("{.status.rollout.failed[*].name}")).isEqualTo(broken);
    fleet.stream()
        .filter(each -> !each.equals(broken))
        .forEach(each -> assertThat(services.version(each)).isEqualTo("1.1.0"));
    services.databaseAnswers(broken);
    await("no second attempt")
        .during(QUIET)
        .atMost(QUIET.plus(PATIENCE))
        .untilAsserted(() -> assertThat(services.version(broken)).isEqualTo("1.0.0"));
  }

  @Test
  void readiness_that_lags_behind_its_spec_does_not_count(FreshName name) {
    String late = fleet(name, 1).get(0);

    paths.applyInOneWave("1.1.0", LAG.multipliedBy(2), STORAGE.formatted("6Gi"));
    services.awaitVersion(late, "1.1.0");
    Instant since = Instant.parse(services.get(late).getStatus().path().since());
    await().atMost(LAG.multipliedBy(2)).until(() -> since.plus(LAG).isBefore(Instant.now()));
    services.databaseFails(late);

    await()
        .atMost(PATIENCE.plus(LAG.multipliedBy(5)))
        .untilAsserted(() -> assertThat(services.version(late)).isEqualTo("1.0.0"));
    assertThat(paths.get("{.status.rollout.failed[*].name}")).isEqualTo(late);
    assertThat(paths.get("{.status.rollout.wave.moved}")).isEqualTo("0");
    assertThat(storage(late)).isEqualTo("6Gi");
  }

  @Test
  void no_claim_shrinks_by_a_lower_default_nor_by_a_revert(FreshName name) {
    String service = fleet(name, 1).get(0);

    paths.apply("1.1.0", STORAGE.formatted("6Gi"));
    paths.awaitRolledOut("1.1.0");
    assertThat(storage(service)).isEqualTo("6Gi");

    paths.applyInWaves("1.0.0", "");
    paths.awaitRolledOut("1.0.0");
    assertThat(services.version(service)).isEqualTo("1.0.0");
    assertThat(storage(service)).isEqualTo("6Gi");

    paths.apply("1.2.0", STORAGE.formatted("4Gi"));
    paths.awaitRolledOut("1.2.0");
    assertThat(services.version(service)).isEqualTo("1.2.0");
    assertThat(storage(service)).isEqualTo("6Gi");
    services.awaitReady(service);
  }

  @Test
  void who_comes_goes_pauses_or_ejects_amid_a_rollout_holds_up_nobody(FreshName name) {
    List<String> fleet = fleet(name, 4);
    String paused = fleet.get(0);
    String ejected = fleet.get(1);
    String deleted = fleet.get(2);
    services.annotate(paused, "goldenpath.dev/paused", "incident: inc-7");
    services.awaitCondition(paused, "Paused", "True", "Paused");

    paths.applyInOneWave("1.1.0", MORE_PODS);
    services.annotate(ejected, "eject.goldenpath.dev/quota", "migration: t-1");
    controlPlane.kubectl("delete", "gsvc", deleted, "--wait=false");
    String late = name.value() + "-late";
    services.create(late, "bronze");
    services.makeReady(late);
    controlPlane.kubectl(
        "patch", "gsvc", fleet.get(3), "--type=merge", "-p", "{\"spec\":{\"tier\":\"silver\"}}");

    List.of(ejected, late, fleet.get(3)).forEach(each -> services.awaitVersion(each, "1.1.0"));
    assertThat(services.version(paused)).isEqualTo("1.0.0");
    assertThat(services.pods(paused)).isEqualTo("20");
    assertThat(services.pods(late)).isEqualTo("25");

    services.annotate(paused, "goldenpath.dev/paused", null);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(services.pods(paused)).isEqualTo("25"));
  }

  private String storage(String service) {
    return controlPlane.kubectl(
        "get",
        "clusters.postgresql.cnpg.io/postgres",
        "-n",
        service,
        "-o",
        "jsonpath={.spec.storage.size}");
  }

  private Map<String, String> roleBindings(List<String> fleet) {
    Map<String, String> versions = new TreeMap<>();
    fleet.forEach(
        each ->
            versions.put(
                each,
                controlPlane.kubectl(
                    "get",
                    "rolebindings",
                    "-n",
                    each,
                    "-o",
                    "jsonpath={.items[*].metadata.resourceVersion}")));
    return versions;
  }
}
