package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.OnControlPlane;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two replicas, of which the leading one ends in different ways. With {@code -Dfailover.runs=10} it
 * prints a distribution; the bounds are those of a machine with nothing else to do, and more.
 */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverIT {
  private static final String SERVICE = "t-failover";
  private static final int RUNS = Integer.getInteger("failover.runs", 1);
  private static final Duration PATIENCE = Replicas.PATIENCE;
  private static final Duration FROZEN = Duration.ofSeconds(30);

  private ControlPlane controlPlane;
  private GoldenServices services;
  private Replicas replicas;

  @BeforeAll
  void twoReplicas(ControlPlane own) {
    controlPlane = own;
    services = new GoldenServices(own.admin());
    replicas = new Replicas(own, "failover");
    replicas.start();
    replicas.start();
    services.createReady(SERVICE, "bronze");
  }

  @AfterAll
  void stop() {
    replicas.close();
  }

  @Test
  void who_waits_has_its_caches_filled_and_one_leads() {
    await("what every replica knows")
        .untilAsserted(
            () ->
                assertThat(replicas.all())
                    .hasSize(2)
                    .allSatisfy(
                        replica ->
                            assertThat(replica.metrics())
                                .containsPattern(
                                    "goldenpath_services.readiness=\"ready\",tier=\"bronze\". [1-9]")));
    assertThat(replicas.all().stream().map(OperatorProcess::metrics))
        .filteredOn(metrics -> metrics.contains("goldenpath_leading 1.0"))
        .hasSize(1);
  }

  @Test
  void a_killed_leader_is_replaced_when_its_lease_ends() {
    measure("kill -9", leader -> Replicas.signal("-KILL", leader));
  }

  @Test
  void a_leader_that_is_told_to_stop_hands_over_at_once() {
    measure("SIGTERM", leader -> Replicas.signal("-TERM", leader));
  }

  @Test
  void a_frozen_leader_wakes_up_and_ends_without_harm() {
    List<Duration> times = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      String leader = replicas.leader();
      OperatorProcess frozen = replicas.get(leader);
      AuditLog log = new AuditLog(controlPlane.auditLog());
      int mark = log.mark();
      Replicas.signal("-STOP", frozen);
      Instant stopped = Instant.now();
      times.add(repaired());
      await("it was frozen long enough")
          .atMost(FROZEN.plus(PATIENCE))
          .until(() -> Duration.between(stopped, Instant.now()).compareTo(FROZEN) >= 0);
      Map<String, String> states = services.states(SERVICE);
      Replicas.signal("-CONT", frozen);

      assertThat(frozen.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
          .isEqualTo(1);
      await("nothing changes")
          .during(Duration.ofSeconds(3))
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(services.states(SERVICE)).isEqualTo(states));
      assertThat(log.since(mark)).extracting(ApiRequest::verb).doesNotContain("delete");
      assertThat(replicas.leader()).isNotEqualTo(leader);
      replicas.remove(leader);
      replicas.start();
    }
    report("SIGSTOP", times);
  }

  private void measure(String what, Consumer<OperatorProcess> end) {
    List<Duration> times = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      String leader = replicas.leader();
      OperatorProcess replica = replicas.remove(leader);
      end.accept(replica);
      times.add(repaired());
      assertThat(replicas.leader()).isNotEqualTo(leader);
      replica.close();
      replicas.start();
    }
    report(what, times);
  }

  /** How long it takes from now on until what another deletes is there again. */
  private Duration repaired() {
    Resource<ResourceQuota> quota =
        controlPlane.admin().resourceQuotas().inNamespace(SERVICE).withName("golden-quota");
    Instant start = Instant.now();
    quota.delete();
    await("repair")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> quota.get() != null);
    return Duration.between(start, Instant.now());
  }

  private static void report(String what, List<Duration> times) {
    System.out.printf(
        "%s: until another replica repairs, ms: %s%n",
        what, times.stream().map(Duration::toMillis).sorted().toList());
  }
}
