package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithWorkloads;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who owns what of a workload: for each way in which people change one, the managers before and
 * after, and whether the change stays.
 */
class WorkloadOwnershipIT extends WithWorkloads {
  private static final String OURS = "golden-service-operator Apply";

  @TempDir private Path folder;

  @Test
  void set_image_is_repaired_and_the_way_is_shown(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    assertThat(managersOf(name.value(), "image")).containsExactly(OURS);

    controlPlane.kubectl(
        "set",
        "image",
        "deployment/" + name.value(),
        "app=ghcr.io/acme/other:1",
        "-n",
        name.value());
    awaitImage(name.value(), IMAGE);

    assertThat(managersOf(name.value(), "image")).containsExactly(OURS);
    assertThat(repairs(name.value()))
        .anySatisfy(
            event ->
                assertThat(event).contains("kubectl-set", "set spec.image of the GoldenService"));
    services.awaitReady(name.value());
  }

  @Test
  void undo_is_repaired(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    image(name.value(), NEXT_IMAGE);
    services.awaitReady(name.value());

    controlPlane.kubectl("rollout", "undo", "deployment/" + name.value(), "-n", name.value());
    awaitImage(name.value(), NEXT_IMAGE);
    assertThat(managersOf(name.value(), "image")).containsExactly(OURS);
    services.awaitReady(name.value());
  }

  @Test
  void a_paused_service_may_be_undone(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    image(name.value(), NEXT_IMAGE);
    services.awaitReady(name.value());
    services.annotate(name.value(), "goldenpath.dev/paused", "incident: back to the former image");
    services.awaitCondition(name.value(), "Paused", "True", "Paused");

    controlPlane.kubectl("rollout", "undo", "deployment/" + name.value(), "-n", name.value());
    await().until(() -> IMAGE.equals(image(name.value())));
    operator.awaitIdle();
    assertThat(image(name.value())).isEqualTo(IMAGE);
  }

  @Test
  void a_restart_is_kept(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    List<String> pods = pods(name.value());
    controlPlane.kubectl("rollout", "restart", "deployment/" + name.value(), "-n", name.value());
    await().until(() -> pods(name.value()).size() == 1 && !pods(name.value()).equals(pods));
    services.awaitReady(name.value());
    operator.awaitIdle();

    assertThat(deployment(name.value()).getSpec().getTemplate().getMetadata().getAnnotations())
        .containsKey("kubectl.kubernetes.io/restartedAt");
    assertThat(managersOf(name.value(), "kubectl.kubernetes.io/restartedAt"))
        .containsExactly("kubectl-rollout Update");
  }

  @Test
  void replicas_belong_to_whoever_scales(FreshName name) {
    ready(name.value(), "silver", Map.of("override.goldenpath.dev/workload.scaling", "none"));
    assertThat(managersOf(name.value(), "replicas"))
        .containsExactly("golden-service-operator-initial Update");

    controlPlane.kubectl("scale", "deployment", name.value(), "-n", name.value(), "--replicas=3");
    await().until(() -> pods(name.value()).size() == 3);
    image(name.value(), NEXT_IMAGE);
    services.awaitReady(name.value());

    assertThat(deployment(name.value()).getSpec().getReplicas()).isEqualTo(3);
    assertThat(managersOf(name.value(), "replicas")).containsExactly("kubectl Update");
  }

  @Test
  void the_autoscaler_keeps_what_a_parameter_says(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    services.annotate(
        name.value(),
        Map.of(
            "override.goldenpath.dev/workload.minReplicas", "2",
            "override.goldenpath.dev/workload.maxReplicas", "2"));
    await().atMost(Duration.ofSeconds(40)).until(() -> pods(name.value()).size() == 2);
    // The scale subresource gives a field that nobody owned to nobody.
    assertThat(managersOf(name.value(), "replicas")).doesNotContain(OURS);
    services.awaitReady(name.value());
  }

  @Test
  void our_environment_is_repaired_and_a_foreign_entry_kept(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    controlPlane.kubectl(
        "set", "env", "deployment/" + name.value(), "-n", name.value(), "PORT=1", "MINE=2");
    await().until(() -> "8080".equals(env(name.value(), "PORT")));
    operator.awaitIdle();

    assertThat(env(name.value(), "MINE")).isEqualTo("2");
    assertThat(repairs(name.value()))
        .anySatisfy(event -> assertThat(event).contains("kubectl-set"));
    services.awaitReady(name.value());
  }

  @Test
  void a_foreign_annotation_and_a_sidecar_are_kept_through_a_rollout(FreshName name) {
    ready(name.value(), "bronze", Map.of());
    client
        .apps()
        .deployments()
        .inNamespace(name.value())
        .withName(name.value())
        .edit(
            deployment -> {
              deployment.getMetadata().getAnnotations().put("example.org/note", "x");
              deployment
                  .getSpec()
                  .getTemplate()
                  .getSpec()
                  .getVolumes()
                  .add(
                      new VolumeBuilder()
                          .withName("scratch")
                          .withNewEmptyDir()
                          .endEmptyDir()
                          .build());
              deployment
                  .getSpec()
                  .getTemplate()
                  .getSpec()
                  .getContainers()
                  .add(
                      new ContainerBuilder()
                          .withName("sidecar")
                          .withImage("ghcr.io/acme/sidecar:1")
                          .build());
              return deployment;
            });
    image(name.value(), NEXT_IMAGE);
    awaitImage(name.value(), NEXT_IMAGE);
    services.awaitReady(name.value());

    Deployment after = deployment(name.value());
    assertThat(after.getMetadata().getAnnotations()).containsEntry("example.org/note", "x");
    assertThat(after.getSpec().getTemplate().getSpec().getContainers())
        .extracting(container -> container.getName())
        .containsExactlyInAnyOrder("app", "sidecar");
    assertThat(after.getSpec().getTemplate().getSpec().getVolumes()).hasSize(1);
  }

  /** Git applies the service without an image again and again; CI sets the image between. */
  @Test
  void the_image_that_ci_sets_survives_what_git_applies(FreshName name) throws IOException {
    Path service = folder.resolve("service.yaml");
    Files.writeString(
        service,
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata: { name: %s }
        spec: { team: payments, tier: bronze }
        """
            .formatted(name.value()));
    for (List<String> git : List.of(List.<String>of(), List.of("--server-side"))) {
      for (String image : List.of(IMAGE, NEXT_IMAGE)) {
        apply(service, git);
        image(name.value(), image);
        apply(service, git);
        assertThat(services.get(name.value()).getSpec().getImage()).isEqualTo(image);
      }
    }
  }

  private void apply(Path file, List<String> how) {
    List<String> command = new ArrayList<>(List.of("apply", "-f", file.toString()));
    command.addAll(how);
    if (!how.isEmpty()) {
      command.add("--force-conflicts");
    }
    controlPlane.kubectl(command.toArray(String[]::new));
  }

  @Test
  void a_deployment_of_that_name_that_is_not_ours_is_named_and_not_touched(FreshName name) {
    services.create(name.value(), "bronze");
    services.awaitReady(name.value());
    controlPlane.kubectl(
        "create", "deployment", name.value(), "-n", name.value(), "--image=ghcr.io/acme/old:1");
    operator.awaitIdle();
    String before = deployment(name.value()).getMetadata().getUid();

    image(name.value(), IMAGE);
    services.awaitCondition(name.value(), "WorkloadReady", "False", "ObjectNotOwned");

    assertThat(message(name.value(), "WorkloadReady"))
        .contains("Deployment " + name.value() + " exists", "delete it, or eject the component");
    assertThat(deployment(name.value()).getMetadata().getUid()).isEqualTo(before);
    assertThat(image(name.value())).isEqualTo("ghcr.io/acme/old:1");
    assertThat(
            client
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(name.value())
                .list()
                .getItems())
        .isEmpty();
    assertThat(
            client.policy().v1().podDisruptionBudget().inNamespace(name.value()).list().getItems())
        .isEmpty();
  }

  @Test
  void a_service_of_that_name_that_is_not_ours_is_named(FreshName name) {
    services.create(name.value(), "bronze");
    services.awaitReady(name.value());
    controlPlane.kubectl(
        "create", "service", "clusterip", name.value(), "-n", name.value(), "--tcp=80:80");
    image(name.value(), IMAGE);
    services.awaitCondition(name.value(), "WorkloadReady", "False", "ObjectNotOwned");
    assertThat(message(name.value(), "WorkloadReady")).contains("Service " + name.value());
  }

  /** A selector can never be changed. */
  @Test
  void a_deployment_with_another_selector_must_go_before_it_comes_back(FreshName name) {
    ready(name.value(), "bronze", Map.of("eject.goldenpath.dev/workload", "other: our own chart"));
    controlPlane.kubectl(
        "create", "deployment", name.value(), "-n", name.value(), "--image=ghcr.io/acme/old:1");
    services.annotate(name.value(), "eject.goldenpath.dev/workload", null);
    services.awaitCondition(name.value(), "WorkloadReady", "False", "ApplyRefused");
    assertThat(message(name.value(), "WorkloadReady"))
        .contains("field is immutable", "delete it, or eject the component to keep it");
  }

  private String message(String name, String type) {
    return GoldenServices.condition(services.get(name), type)
        .map(StatusCondition::message)
        .orElse("");
  }

  private void awaitImage(String name, String image) {
    await(image).until(() -> image.equals(image(name)));
    operator.awaitIdle();
    assertThat(image(name)).isEqualTo(image);
  }

  private String image(String name) {
    return deployment(name).getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
  }

  private String env(String name, String variable) {
    return deployment(name)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getEnv()
        .stream()
        .filter(entry -> entry.getName().equals(variable))
        .map(EnvVar::getValue)
        .findFirst()
        .orElse(null);
  }

  private List<String> repairs(String name) {
    return services.events(name).stream()
        .filter(event -> event.getReason().equals("DriftRepaired"))
        .map(Event::getMessage)
        .toList();
  }

  /** Manager and operation of whoever owns a field of that name. */
  private Set<String> managersOf(String name, String field) {
    return deployment(name).getMetadata().getManagedFields().stream()
        .filter(entry -> !"status".equals(entry.getSubresource()))
        .filter(
            entry ->
                Optional.ofNullable(entry.getFieldsV1())
                    .filter(tree -> Serialization.asJson(tree).contains("\"f:" + field + "\":{}"))
                    .isPresent())
        .map(WorkloadOwnershipIT::title)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String title(ManagedFieldsEntry entry) {
    return entry.getManager() + " " + entry.getOperation();
  }
}
