package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.status.FleetReadiness;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithWorkloads;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a service says whose pods do not come, and what goes on meanwhile. */
class WorkloadFailureIT extends WithWorkloads {
  /** A rollout is given up after ten seconds. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(40);

  @Test
  void a_bad_image_is_the_teams_matter_and_stops_nothing(FreshName name) {
    ready(name.value(), "silver", SHORT_DEADLINE);
    List<String> pods = pods(name.value());
    String firstReady = services.get(name.value()).getStatus().firstReady();
    int counted = operator.firstReady().size();

    image(name.value(), MISSING_IMAGE);
    StatusCondition failed = awaitFailed(name.value(), "RolloutFailed");

    assertThat(failed.message())
        .contains(
            MISSING_IMAGE + " does not become ready",
            "progressing",
            "the pods before it serve",
            "kubectl get pods,events -n " + name.value());
    assertThat(pods(name.value())).containsAll(pods);
    GoldenService service = services.get(name.value());
    assertThat(GoldenServices.condition(service, "Stalled"))
        .hasValueSatisfying(stalled -> assertThat(stalled.reason()).isEqualTo("WorkloadBlocked"));
    assertThat(FleetReadiness.of(Optional.of(service.getStatus())))
        .isEqualTo(FleetReadiness.UNHEALTHY);
    assertThat(service.getStatus().firstReady()).isEqualTo(firstReady);
    assertThat(service.getStatus().url()).isNotNull();

    image(name.value(), NEXT_IMAGE);
    services.awaitReady(name.value());
    assertThat(operator.firstReady()).hasSize(counted);
  }

  @Test
  void a_service_whose_first_image_is_bad_has_all_that_the_platform_makes(FreshName name) {
    services.create(name.value(), "bronze", SHORT_DEADLINE);
    image(name.value(), MISSING_IMAGE);
    StatusCondition failed = awaitFailed(name.value(), "RolloutFailed");

    assertThat(failed.message()).contains("no pod serves", "it needs the Secret postgres-app");
    assertThat(services.get(name.value()).getStatus().firstReady()).isNotNull();
    assertThat(services.get(name.value()).getStatus().url()).isNull();
    services.awaitCondition(name.value(), "RouteReady", "False", "WaitingForOthers");
  }

  @Test
  void a_secret_that_is_missing_is_named(FreshName name) {
    services.create(name.value(), "bronze", SHORT_DEADLINE);
    image(name.value(), IMAGE);
    assertThat(awaitFailed(name.value(), "RolloutFailed").message())
        .contains("no pod serves", "it needs the Secret postgres-app");

    databaseCredentials(name.value());
    kubelet.lookAgain();
    services.awaitReady(name.value());
  }

  @Test
  void a_quota_that_is_full_is_quoted_and_heals(FreshName name) {
    services.create(name.value(), "bronze");
    services.awaitReady(name.value());
    databaseCredentials(name.value());
    Deployment others = client.resource(others(name.value(), 20)).create();
    await().until(() -> pods(name.value()).size() == 20);

    image(name.value(), IMAGE);
    StatusCondition refused = awaitFailed(name.value(), "PodsRefused");
    assertThat(refused.message())
        .contains("exceeded quota: golden-quota", "pods=1", "limited: pods=20", "no pod serves");

    int before = new AuditLog(controlPlane.auditLog()).mark();
    client.resource(others).delete();
    services.awaitReady(name.value());
    assertThat(
            new AuditLog(controlPlane.auditLog())
                .since(before).stream()
                    .filter(request -> request.namespace().equals(name.value()))
                    .filter(request -> request.resource().equals("deployments")))
        .as("writes of the Deployment")
        .isEmpty();
  }

  @Test
  void a_limit_that_refuses_the_pods_is_quoted(FreshName name) {
    services.create(name.value(), "bronze");
    services.awaitReady(name.value());
    client
        .resource(
            new LimitRangeBuilder()
                .withNewMetadata()
                .withName("small")
                .withNamespace(name.value())
                .endMetadata()
                .withNewSpec()
                .addNewLimit()
                .withType("Container")
                .addToMax("memory", new Quantity("64Mi"))
                .endLimit()
                .endSpec()
                .build())
        .create();
    image(name.value(), IMAGE);
    assertThat(awaitFailed(name.value(), "PodsRefused").message())
        .contains("maximum memory usage per Container is 64Mi");
  }

  @Test
  void pods_that_pod_security_refuses_are_named_before_they_are_made(FreshName name) {
    ready(
        name.value(),
        "bronze",
        Map.of("override.goldenpath.dev/namespace.podSecurity", "restricted"));
    services.annotate(name.value(), "override.goldenpath.dev/workload.podSecurity", "baseline");
    services.awaitCondition(name.value(), "HatchesAccepted", "False", "Rejected");
    assertThat(
            GoldenServices.condition(services.get(name.value()), "HatchesAccepted")
                .orElseThrow()
                .message())
        .contains("in a namespace that enforces restricted");
    services.awaitReady(name.value());
  }

  private StatusCondition awaitFailed(String name, String reason) {
    await(name + " is " + reason)
        .atMost(GIVEN_UP)
        .untilAsserted(
            () ->
                assertThat(GoldenServices.condition(services.get(name), "WorkloadReady"))
                    .hasValueSatisfying(
                        condition -> assertThat(condition.reason()).isEqualTo(reason)));
    return GoldenServices.condition(services.get(name), "WorkloadReady").orElseThrow();
  }

  private static Deployment others(String namespace, int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("worker")
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", "worker")
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "worker")
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(0L)
        .addNewContainer()
        .withName("worker")
        .withImage("ghcr.io/acme/worker:1")
        .withNewResources()
        .addToRequests("cpu", new Quantity("1m"))
        .addToRequests("memory", new Quantity("1Mi"))
        .addToLimits("memory", new Quantity("1Mi"))
        .endResources()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
