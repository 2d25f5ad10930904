package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Rendering;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithWorkloads;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an image to a URL: what a service with an image costs, and when it is Ready. */
class WorkloadIT extends WithWorkloads {
  /** Half of what is waited for; an autoscaler looks every 15 seconds. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  private AuditLog audit;

  @BeforeEach
  void listen() {
    audit = new AuditLog(controlPlane.auditLog());
  }

  @ParameterizedTest
  @CsvSource({"bronze, 1, 8", "silver, 2, 9", "gold, 3, 9"})
  void three_fields_become_a_url(String tier, int pods, int more, FreshName name) {
    operator.awaitIdle();
    int start = audit.mark();
    services.create(name.value() + "-bare", tier);
    services.awaitReady(name.value() + "-bare");
    operator.awaitIdle();
    int bare = work(start, name.value() + "-bare").size();

    ready(name.value(), tier, Map.of());
    operator.awaitIdle();

    assertThat(services.get(name.value()).getStatus().url())
        .isEqualTo("https://" + name.value() + ".apps.example.com");
    assertThat(controlPlane.kubectl("get", "gsvc", name.value()))
        .contains(
            "https://" + name.value() + ".apps.example.com",
            Plans.allReady(Rendering.withImage(tier), 0));
    assertThat(pods(name.value())).hasSize(pods);
    List<ApiRequest> made = work(start, name.value());
    assertThat(made)
        .as("%s without an image, %s with one", bare, byVerb(made))
        .hasSizeLessThanOrEqualTo(bare + more);
  }

  @Test
  void a_steady_service_costs_nothing(FreshName name) {
    ready(name.value(), "silver", Map.of());
    operator.awaitIdle();
    int settled = audit.mark();
    audit.awaitQuiet(QUIET);
    assertThat(work(settled, name.value())).isEmpty();

    whileDown(() -> {});
    services.edit(
        name.value(),
        service -> {
          service.getMetadata().getAnnotations().put("goldenpath.dev/confirm-deletion", "1");
          return service;
        });
    operator.awaitIdle();
    assertThat(work(settled, name.value()).stream().filter(ApiRequest::writes)).isEmpty();
  }

  @Test
  void a_new_image_is_one_apply_and_two_statuses(FreshName name) {
    ready(name.value(), "silver", Map.of());
    operator.awaitIdle();
    List<String> ready = new CopyOnWriteArrayList<>();
    int before = audit.mark();
    try (var watch = watching(name.value(), ready)) {
      image(name.value(), NEXT_IMAGE);
      controlPlane.kubectl(
          "wait", "--for=condition=Ready", "gsvc/" + name.value(), "--timeout=60s");

      assertThat(deployment(name.value()).getStatus().getUpdatedReplicas()).isEqualTo(2);
      assertThat(image(deployment(name.value()))).isEqualTo(NEXT_IMAGE);
      operator.awaitIdle();
    }
    assertThat(byVerb(work(before, name.value())))
        .isEqualTo(Map.of("patch deployments", 1L, "patch goldenservices/status", 2L));
    assertThat(ready).containsExactly("True", "False RollingOut", "True");
  }

  /** Each of them makes a new generation of the Deployment. */
  @Test
  void scaling_and_a_foreign_annotation_are_no_news(FreshName name) {
    ready(name.value(), "silver", Map.of("override.goldenpath.dev/workload.scaling", "none"));
    operator.awaitIdle();
    int before = audit.mark();
    String version = services.get(name.value()).getMetadata().getResourceVersion();

    controlPlane.kubectl("scale", "deployment", name.value(), "-n", name.value(), "--replicas=4");
    await().until(() -> pods(name.value()).size() == 4);
    await().until(() -> Integer.valueOf(4).equals(available(name.value())));
    controlPlane.kubectl(
        "annotate", "deployment", name.value(), "-n", name.value(), "example.org/note=x");
    operator.awaitIdle();

    assertThat(work(before, name.value())).isEmpty();
    assertThat(services.get(name.value()).getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void scaled_to_zero_it_stays_so_and_says_so(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    controlPlane.kubectl("scale", "deployment", name.value(), "-n", name.value(), "--replicas=0");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        GoldenServices.condition(services.get(name.value()), "WorkloadReady")
                            .map(StatusCondition::message))
                    .hasValueSatisfying(message -> assertThat(message).contains("scaled to 0")));
    assertThat(services.awaitReady(name.value())).isNotNull();
    assertThat(deployment(name.value()).getSpec().getReplicas()).isZero();
  }

  @Test
  void the_database_comes_first_once(FreshName name) {
    // No credentials yet: the pods would wait for them.
    ready(name.value(), "bronze", Map.of());
    // Times are whole seconds, and the status is written after the pods are.
    assertThat(Instant.parse(deployment(name.value()).getMetadata().getCreationTimestamp()))
        .isAfterOrEqualTo(
            Instant.parse(
                    GoldenServices.condition(services.get(name.value()), "PostgresReady")
                        .orElseThrow()
                        .lastTransitionTime())
                .minusSeconds(1));
    services.databaseFails(name.value());
    assertThat(deployment(name.value())).isNotNull();
  }

  @Test
  void a_queue_comes_before_the_pods_that_use_it(FreshName name) {
    run(name.value(), "bronze", Map.of());
    services.edit(
        name.value(),
        service -> {
          service.getSpec().setUses(List.of("queue"));
          return service;
        });
    queueCredentials(name.value());
    services.awaitReady(name.value());
    services.awaitCondition(name.value(), "QueueReady", "True", "ReplicasReady");
    assertThat(
            deployment(name.value())
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv())
        .anySatisfy(entry -> assertThat(entry.getName()).isEqualTo("AMQP_URL"));
  }

  private Integer available(String name) {
    return deployment(name).getStatus().getAvailableReplicas();
  }

  private static String image(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
  }

  /** The requests for one service, and for what is in its namespace. */
  private List<ApiRequest> work(int mark, String name) {
    return audit.since(mark).stream()
        .filter(ApiRequest::isWork)
        .filter(
            request ->
                request.namespace().equals(name)
                    || (request.namespace().isEmpty() && request.name().equals(name)))
        .toList();
  }

  private static Map<String, Long> byVerb(List<ApiRequest> requests) {
    return requests.stream()
        .collect(Collectors.groupingBy(ApiRequest::what, TreeMap::new, Collectors.counting()));
  }

  /** What Ready was, one entry for each change. */
  private Watch watching(String name, List<String> seen) {
    return services
        .resource(name)
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, GoldenService service) {
                GoldenServiceStatus status = service.getStatus();
                String ready =
                    GoldenServices.condition(service, "Ready")
                        .map(
                            condition ->
                                condition.holds()
                                    ? "True"
                                    : "False "
                                        + GoldenServices.condition(service, "WorkloadReady")
                                            .orElseThrow()
                                            .reason())
                        .orElse("" + status);
                if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(ready)) {
                  seen.add(ready);
                }
              }

              @Override
              public void onClose(WatcherException cause) {}
            });
  }
}
