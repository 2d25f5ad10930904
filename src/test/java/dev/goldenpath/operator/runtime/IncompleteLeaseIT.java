package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.operator.support.OnControlPlane;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Lease that someone has created or edited by hand, and the leader election. */
@OnControlPlane
class IncompleteLeaseIT {
  private static final String NAMESPACE = "golden-service-system";
  private static final String LEASE = "t-incomplete";
  private static final String OTHER = "another";
  private static final String SELF = "self";
  private static final Duration DURATION = Duration.ofSeconds(2);

  /** Longer than a Lease without a duration takes to expire. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private ControlPlane controlPlane;
  private KubernetesClient client;
  private volatile boolean leading;
  private volatile boolean stopped;

  @BeforeEach
  void connect(ControlPlane own) {
    controlPlane = own;
    client =
        new KubernetesClientBuilder()
            .withConfig(own.admin().getConfiguration())
            .withKubernetesSerialization(ApiClient.serialization())
            .build();
  }

  @AfterEach
  void remove() {
    lease(LEASE).delete();
    client.close();
    executor.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata: {}",
        "spec: {}",
        "spec: { leaseDurationSeconds: 2 }",
        "spec: { renewTime: 2026-01-01T00:00:00.000000Z }",
        "spec: { holderIdentity: another }",
        "spec: { holderIdentity: another, leaseDurationSeconds: 2 }",
        "spec: { holderIdentity: another, leaseDurationSeconds: 2, renewTime: 2999-01-01T00:00:00.000000Z }",
        "spec: { holderIdentity: another, renewTime: 2026-01-01T00:00:00.000000Z }"
      })
  void a_replica_that_finds_it_or_sees_it_edited_while_it_waits_leads(String yaml) {
    write(LEASE, yaml);
    CompletableFuture<?> first = elect();
    await("it leads").atMost(PATIENCE).until(() -> leading);
    assertComplete();
    first.cancel(false);
    await("it has stopped").until(() -> stopped);
    leading = false;

    write(
        LEASE,
        "spec: { holderIdentity: another, leaseDurationSeconds: 60, acquireTime: '%1$s', renewTime: '%1$s' }"
            .formatted(Instant.now().toString().replaceAll("\\.\\d+Z", ".000000Z")));
    CompletableFuture<?> second = elect();
    await("it waits").during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> !leading);
    write(LEASE, yaml);
    await("it leads").atMost(PATIENCE).until(() -> leading);
    assertComplete();
    second.cancel(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: { holderIdentity: self }",
        "spec: { holderIdentity: self, leaseDurationSeconds: 2 }",
        "spec: { holderIdentity: self, renewTime: 2026-01-01T00:00:00.000000Z }"
      })
  void a_leader_completes_it_and_goes_on(String yaml) {
    CompletableFuture<?> election = elect();
    await("it leads").atMost(PATIENCE).until(() -> leading);
    stopped = false;

    write(LEASE, yaml);

    await("it is complete").atMost(PATIENCE).untilAsserted(this::assertComplete);
    await("it leads").during(DURATION).atMost(PATIENCE).until(() -> !stopped && !election.isDone());
    election.cancel(false);
  }

  @Test
  void a_waiting_replica_gives_a_running_leader_the_time_to_renew() {
    write(LEASE, "spec: { holderIdentity: another, leaseDurationSeconds: 2 }");
    CompletableFuture<?> election = elect();
    await("it waits")
        .pollInterval(Duration.ofMillis(500))
        .during(DURATION.multipliedBy(2))
        .atMost(PATIENCE)
        .until(
            () -> {
              controlPlane.kubectl(
                  "annotate",
                  "lease",
                  LEASE,
                  "-n",
                  NAMESPACE,
                  "--overwrite",
                  "at=" + Instant.now());
              return !leading;
            });
    await("it leads").atMost(PATIENCE).until(() -> leading);
    election.cancel(false);
  }

  @Test
  void a_waiting_replica_replaces_a_leader_whose_lease_is_emptied() {
    try (Replicas replicas = new Replicas(controlPlane, "incomplete")) {
      replicas.start();
      String leader = replicas.leader();
      replicas.start();

      write("golden-service-operator", "spec: {}");

      OperatorProcess former = replicas.remove(leader);
      assertThat(former.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
          .isEqualTo(1);
      assertThat(replicas.leader()).isNotEqualTo(leader);
      await("it reconciles")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(replicas.all())
                      .singleElement()
                      .satisfies(
                          replica ->
                              assertThat(replica.metrics()).contains("goldenpath_leading 1.0")));
    }
  }

  private CompletableFuture<?> elect() {
    return new LeaderElector(
            client,
            new LeaderElectionConfig(
                new LeaseLock(NAMESPACE, LEASE, SELF),
                DURATION,
                Duration.ofMillis(1500),
                Duration.ofMillis(200),
                new LeaderCallbacks(() -> leading = true, () -> stopped = true, leader -> {}),
                false,
                LEASE),
            executor)
        .start();
  }

  private void assertComplete() {
    LeaseSpec spec = lease(LEASE).get().getSpec();
    assertThat(spec.getHolderIdentity()).isEqualTo(SELF).isNotEqualTo(OTHER);
    assertThat(spec.getLeaseDurationSeconds()).isEqualTo(DURATION.toSeconds());
    assertThat(spec.getAcquireTime()).isNotNull();
    assertThat(spec.getRenewTime()).isNotNull();
  }

  private Resource<Lease> lease(String name) {
    return controlPlane.admin().leases().inNamespace(NAMESPACE).withName(name);
  }

  /** Replaces the Lease, or creates it. */
  private void write(String name, String yaml) {
    Lease written = Serialization.unmarshal(yaml, Lease.class);
    written.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
    if (lease(name).get() == null) {
      controlPlane.admin().resource(written).create();
    } else {
      controlPlane.admin().resource(written).update();
    }
  }
}
