package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusIT extends WithOperator {

  @Test
  void every_state_on_the_way_is_one_that_kstatus_reads_right(FreshName name) {
    List<GoldenService> seen = new CopyOnWriteArrayList<>();
    try (Watch watch = services.resource(name.value()).watch(into(seen))) {
      services.createReady(name.value(), "gold");
      await().until(() -> ready(seen.get(seen.size() - 1)));
    }

    assertThat(seen.get(0).getStatus().observedGeneration()).isEqualTo(-1);
    List<GoldenService> written =
        seen.stream().filter(state -> state.getStatus().observedGeneration() >= 0).toList();
    assertThat(written)
        .hasSize(2)
        .allSatisfy(
            state -> {
              assertThat(types(state)).contains("Ready");
              assertThat(types(state).contains("Reconciling")).isEqualTo(!ready(state));
              assertThat(types(state)).doesNotContain("Stalled");
            });
    assertThat(condition(written.get(0), "Ready").message())
        .isEqualTo("database: 0 of 3 instances ready");
    assertThat(condition(written.get(0), "Ready").reason()).isEqualTo("PostgresProgressing");
  }

  @Test
  void first_ready_is_written_once(FreshName name) {
    String first = services.createReady(name.value(), "silver").getStatus().firstReady();
    assertThat(first).isNotNull();
    assertThat(operator.firstReady()).isNotEmpty();

    services.edit(
        name.value(),
        service -> {
          service.getSpec().setTier("gold");
          return service;
        });
    services.makeReady(name.value());

    assertThat(services.get(name.value()).getStatus().firstReady()).isEqualTo(first);
  }

  @Test
  void a_tier_change_reaches_every_object(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.edit(
        name.value(),
        service -> {
          service.getSpec().setTier("gold");
          return service;
        });
    services.makeReady(name.value());

    assertThat(
            controlPlane.kubectl(
                "get",
                "resourcequota",
                "golden-quota",
                "-n",
                name.value(),
                "-o",
                "jsonpath={.spec.hard.pods}"))
        .isEqualTo("100");
    assertThat(
            controlPlane.kubectl(
                "get",
                "clusters.postgresql.cnpg.io",
                "postgres",
                "-n",
                name.value(),
                "-o",
                "jsonpath={.spec.postgresql.synchronous.number}"))
        .isEqualTo("1");

    services.edit(
        name.value(),
        service -> {
          service.getSpec().setTier("bronze");
          return service;
        });
    services.awaitReady(name.value());
    assertThat(
            controlPlane.kubectl(
                "get",
                "clusters.postgresql.cnpg.io",
                "postgres",
                "-n",
                name.value(),
                "-o",
                "jsonpath={.spec.postgresql}"))
        .as("a field that the plan no longer has is released")
        .isEmpty();
  }

  @Test
  void each_transition_is_counted_and_one_that_comes_again_on_the_same_event(FreshName name) {
    services.createReady(name.value(), "bronze");
    new PlayedDatabase(controlPlane.admin()).answer(name.value(), 0);
    services.awaitCondition(name.value(), "Ready", "False", "PostgresProgressing");
    services.databaseAnswers(name.value());
    services.awaitReady(name.value());

    await()
        .untilAsserted(
            () ->
                assertThat(services.events(name.value()))
                    .extracting(Event::getReason, Event::getCount)
                    .containsExactlyInAnyOrder(tuple("Ready", 2), tuple("PostgresProgressing", 1)));
  }

  @Test
  void kubectl_apply_diff_and_wait_agree_with_the_operator(FreshName name, @TempDir Path folder)
      throws IOException {
    Path file = manifest(name, folder);
    controlPlane.kubectl("apply", "-f", file.toString());
    services.makeReady(name.value());

    assertThat(controlPlane.kubectl("apply", "-f", file.toString())).contains("unchanged");
    assertThat(controlPlane.kubectl("diff", "-f", file.toString())).isEmpty();
    assertThat(
            controlPlane.kubectl(
                "wait", "--for=condition=Ready", "gsvc/" + name.value(), "--timeout=5s"))
        .contains("condition met");
    assertThat(controlPlane.kubectl("get", "gsvc", name.value()))
        .containsSubsequence("NAME", "TEAM", "TIER", "READY", "STATUS", "AGE")
        .containsSubsequence(name.value(), "payments", "gold", "True", Plans.allReady(0));
  }

  @Test
  void a_server_side_apply_by_a_gitops_tool_stays_in_sync(FreshName name, @TempDir Path folder)
      throws IOException {
    String file = manifest(name, folder).toString();
    controlPlane.kubectl("apply", "--server-side", "--field-manager=flux", "-f", file);
    String version = services.makeReady(name.value()).getMetadata().getResourceVersion();

    assertThat(controlPlane.kubectl("diff", "--server-side", "--field-manager=flux", "-f", file))
        .isEmpty();
    controlPlane.kubectl("apply", "--server-side", "--field-manager=flux", "-f", file);
    GoldenService again = services.get(name.value());
    assertThat(again.getMetadata().getResourceVersion()).isEqualTo(version);
    assertThat(again.getMetadata().getFinalizers()).containsExactly(GoldenService.FINALIZER);
  }

  @Test
  void the_operator_owns_nothing_of_the_service_but_finalizer_and_status(FreshName name) {
    GoldenService service = services.createReady(name.value(), "bronze");

    assertThat(service.getMetadata().getManagedFields())
        .filteredOn(entry -> entry.getManager().equals("golden-service-operator"))
        .allSatisfy(
            entry ->
                assertThat(entry.getFieldsV1().getAdditionalProperties().toString())
                    .doesNotContain("f:spec", "f:labels", "f:annotations"))
        .hasSize(2);
  }

  @Test
  void nothing_is_copied_from_the_service_to_its_objects(FreshName name) {
    services.create(name.value(), "bronze");
    services.edit(
        name.value(),
        service -> {
          service.getMetadata().getLabels().put("app.kubernetes.io/instance", "argo");
          service.getMetadata().getAnnotations().put("argocd.argoproj.io/tracking-id", "x");
          return service;
        });
    services.makeReady(name.value());

    assertThat(services.ownedObjects(name.value()))
        .allSatisfy(
            object -> {
              assertThat(object.getMetadata().getLabels())
                  .doesNotContainKey("app.kubernetes.io/instance");
              assertThat(object.getMetadata().getAnnotations())
                  .doesNotContainKey("argocd.argoproj.io/tracking-id");
            });
  }

  @Test
  void wait_for_ready_times_out_while_the_database_starts(FreshName name) {
    services.create(name.value(), "gold");
    ToolResult waiting =
        controlPlane.kubectlResult(
            "wait", "--for=condition=Ready", "gsvc/" + name.value(), "--timeout=1s");
    assertThat(waiting.exitCode()).isNotZero();
    assertThat(waiting.stderr()).contains("timed out");
  }

  private static Path manifest(FreshName name, Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("service.yaml"),
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata:
          name: %s
        spec:
          team: payments
          tier: gold
        """
            .formatted(name.value()));
  }

  private static boolean ready(GoldenService service) {
    return condition(service, "Ready") != null && condition(service, "Ready").holds();
  }

  private static StatusCondition condition(GoldenService service, String type) {
    return service.getStatus().conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElse(null);
  }

  private static List<String> types(GoldenService service) {
    return service.getStatus().conditions().stream().map(StatusCondition::type).toList();
  }

  private static Watcher<GoldenService> into(List<GoldenService> seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, GoldenService service) {
        seen.add(service);
      }

      @Override
      public void onClose(WatcherException cause) {}
    };
  }
}
