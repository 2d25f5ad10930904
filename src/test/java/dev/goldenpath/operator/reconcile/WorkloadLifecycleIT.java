package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Evictions;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithWorkloads;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaving, coming back and moving between tiers: no pod stops that need not. */
class WorkloadLifecycleIT extends WithWorkloads {
  private static final String EJECT = "eject.goldenpath.dev/workload";

  @TempDir private static Path folder;

  /** A copy, which can be changed while the operator runs. */
  @Override
  protected Optional<Path> pathFile() {
    Path document = folder.resolve("golden-path.yaml");
    if (!Files.exists(document)) {
      write(UnaryOperator.identity());
    }
    return Optional.of(document);
  }

  private static void write(UnaryOperator<String> change) {
    try {
      Files.writeString(
          folder.resolve("golden-path.yaml"), change.apply(Files.readString(PATH_WITH_A_GATEWAY)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void another_team_and_another_version_of_the_path_restart_no_pod(FreshName name) {
    ready(name.value(), "silver", Map.of());
    List<String> pods = pods(name.value());

    services.edit(
        name.value(),
        service -> {
          service.getSpec().setTeam("search");
          return service;
        });
    write(text -> text.replaceFirst("version: .*", "version: 9.9.9"));
    services.awaitVersion(name.value(), "9.9.9");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        client.namespaces().withName(name.value()).get().getMetadata().getLabels())
                    .containsEntry("goldenpath.dev/team", "search"));
    operator.awaitIdle();
    services.awaitReady(name.value());

    assertThat(replicaSets(name.value())).isEqualTo(1);
    assertThat(pods(name.value())).isEqualTo(pods);
  }

  @Test
  void a_tier_restarts_pods_only_for_a_parameter_of_the_pod(FreshName name) {
    Map<String, String> sameSize =
        Map.of(
            "override.goldenpath.dev/workload.cpu", "100m",
            "override.goldenpath.dev/workload.memory", "256Mi");
    ready(name.value(), "gold", sameSize);
    tier(name.value(), "bronze");
    tier(name.value(), "gold");
    assertThat(replicaSets(name.value())).as("of pods of one size").isEqualTo(1);

    services.annotate(name.value(), "override.goldenpath.dev/workload.memory", "512Mi");
    await().until(() -> replicaSets(name.value()) == 2);
    services.awaitReady(name.value());
  }

  private void tier(String name, String tier) {
    services.edit(
        name,
        service -> {
          service.getSpec().setTier(tier);
          return service;
        });
    services.awaitReady(name);
  }

  private int replicaSets(String name) {
    return client.apps().replicaSets().inNamespace(name).list().getItems().size();
  }

  @Test
  void a_node_can_be_drained(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    ready(name.value() + "-3", "gold", Map.of());
    try (Evictions evictions = new Evictions(client)) {
      kubelet.hold();
      assertThat(evictions.evict(name.value(), podNames(name.value()).get(0))).isEmpty();

      List<String> three = podNames(name.value() + "-3");
      await()
          .untilAsserted(
              () -> assertThat(evictions.evict(name.value() + "-3", three.get(0))).isEmpty());
      assertThat(evictions.evict(name.value() + "-3", three.get(1)))
          .as("while the first is not replaced")
          .isPresent();
      kubelet.release();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(evictions.evict(name.value() + "-3", three.get(1))).isEmpty());
    } finally {
      kubelet.release();
    }
    services.awaitReady(name.value());
    services.awaitReady(name.value() + "-3");
  }

  private List<String> podNames(String name) {
    return client.pods().inNamespace(name).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(Pod::getMetadata)
        .map(metadata -> metadata.getName())
        .toList();
  }

  @Test
  void ejected_the_pods_go_on_and_their_owner_applies(FreshName name) {
    ready(name.value(), "silver", Map.of());
    List<String> pods = pods(name.value());
    Deployment before = deployment(name.value());

    services.annotate(name.value(), EJECT, "missing-feature: a sidecar");
    services.awaitCondition(name.value(), "WorkloadReady", "True", "Ejected");
    operator.awaitIdle();

    Deployment ejected = deployment(name.value());
    assertThat(ejected.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
    assertThat(ejected.getSpec()).as("no field is lost").isEqualTo(before.getSpec());
    assertThat(pods(name.value())).isEqualTo(pods);

    controlPlane.kubectl(
        "set", "image", "deployment/" + name.value(), "app=" + NEXT_IMAGE, "-n", name.value());
    await()
        .until(
            () ->
                Integer.valueOf(2)
                    .equals(deployment(name.value()).getStatus().getUpdatedReplicas()));
    assertThat(image(name.value())).as("the owner's").isEqualTo(NEXT_IMAGE);

    services.annotate(name.value(), EJECT, null);
    await()
        .untilAsserted(
            () ->
                assertThat(events(name.value()))
                    .anySatisfy(
                        message ->
                            assertThat(message)
                                .contains(
                                    "taken back", "Deployment " + name.value(), "kubectl-set")));
    // The event comes first: until the next reconciliation, the service is ready as it was ejected.
    await().untilAsserted(() -> assertThat(image(name.value())).isEqualTo(IMAGE));
    services.awaitReady(name.value());
    assertThat(deployment(name.value()).getMetadata().getUid())
        .isEqualTo(before.getMetadata().getUid());
  }

  private List<String> events(String name) {
    return services.events(name).stream().map(event -> event.getMessage()).toList();
  }

  @Test
  void dropping_the_image_stops_nothing(FreshName name) {
    ready(name.value(), "silver", Map.of());
    List<String> pods = pods(name.value());
    controlPlane.kubectl(
        "patch",
        "gsvc",
        name.value(),
        "--type=json",
        "-p",
        "[{\"op\":\"remove\",\"path\":\"/spec/image\"}]");
    services.awaitCondition(name.value(), "WorkloadReady", "True", "NotRequested");
    services.awaitReady(name.value());
    operator.awaitIdle();

    assertThat(pods(name.value())).isEqualTo(pods);
    assertThat(message(name.value(), "WorkloadReady"))
        .contains("Deployment " + name.value() + " is left over and keeps running");
    assertThat(message(name.value(), "RouteReady")).contains("HTTPRoute " + name.value());
    assertThat(message(name.value(), "Ready")).startsWith(Plans.allReady(0));

    image(name.value(), IMAGE);
    services.awaitCondition(name.value(), "WorkloadReady", "True", "RolledOut");
    assertThat(pods(name.value())).as("nothing has changed").isEqualTo(pods);
  }

  @Test
  void a_parameter_takes_one_object_away(FreshName name) {
    ready(name.value(), "silver", Map.of());
    List<String> pods = pods(name.value());
    services.annotate(
        name.value(),
        Map.of(
            "override.goldenpath.dev/workload.scaling", "none",
            "override.goldenpath.dev/route.expose", "none"));
    services.awaitCondition(name.value(), "RouteReady", "True", "NotRequested");
    operator.awaitIdle();

    assertThat(autoscalers(name.value())).isZero();
    assertThat(
            client
                .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
                .inNamespace(name.value())
                .list()
                .getItems())
        .isEmpty();
    assertThat(pods(name.value())).isEqualTo(pods);
    assertThat(services.awaitReady(name.value()).getStatus().url())
        .isEqualTo("http://%s.%s.svc".formatted(name.value(), name.value()));
  }

  private int autoscalers(String name) {
    return client
        .autoscaling()
        .v2()
        .horizontalPodAutoscalers()
        .inNamespace(name)
        .list()
        .getItems()
        .size();
  }

  @Test
  void retain_leaves_it_running_and_the_name_takes_it_back(FreshName name) {
    run(name.value(), "silver", Map.of(), List.of("queue"));
    databaseCredentials(name.value());
    queueCredentials(name.value());
    services.awaitReady(name.value());
    Map<String, String> before = uids(name.value());
    List<String> pods = pods(name.value());

    services.resource(name.value()).delete();
    services.awaitGone(name.value());
    assertThat(uids(name.value())).containsAllEntriesOf(kept(before));
    assertThat(pods(name.value())).isEqualTo(pods);

    run(name.value(), "silver", Map.of(), List.of("queue"));
    services.awaitReady(name.value());
    assertThat(uids(name.value())).containsAllEntriesOf(kept(before));
    assertThat(pods(name.value())).isEqualTo(pods);
  }

  private static Map<String, String> kept(Map<String, String> uids) {
    Map<String, String> kept = new TreeMap<>(uids);
    kept.keySet()
        .retainAll(
            kept.keySet().stream()
                .filter(
                    key ->
                        key.matches(
                            "(Deployment|Service|ServiceAccount|HorizontalPodAutoscaler|PodDisruptionBudget|HTTPRoute|RabbitmqCluster|Cluster)/.*"))
                .toList());
    assertThat(kept).hasSize(8);
    return kept;
  }

  private Map<String, String> uids(String name) {
    Map<String, String> uids = new TreeMap<>();
    services
        .ownedObjects(name)
        .forEach(object -> uids.put(GoldenServices.key(object), object.getMetadata().getUid()));
    client
        .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
        .inNamespace(name)
        .list()
        .getItems()
        .forEach(route -> uids.put(GoldenServices.key(route), route.getMetadata().getUid()));
    return uids;
  }

  @Test
  void delete_removes_all(FreshName name) {
    ready(name.value(), "silver", Map.of());
    services.edit(
        name.value(),
        service -> {
          service.getSpec().setDeletionPolicy("Delete");
          service
              .getMetadata()
              .getAnnotations()
              .put("goldenpath.dev/confirm-deletion", name.value());
          return service;
        });
    services.resource(name.value()).delete();
    services.awaitGone(name.value());
    assertThat(client.namespaces().withName(name.value()).get()).isNull();
  }

  private String image(String name) {
    return deployment(name).getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
  }

  private String message(String name, String type) {
    return GoldenServices.condition(services.get(name), type)
        .map(StatusCondition::message)
        .orElse("");
  }
}
