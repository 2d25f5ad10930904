package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.support.ForeignEdits;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PauseIT extends WithOperator {
  private static final String PAUSED = "goldenpath.dev/paused";

  @Test
  void nothing_is_written_for_a_paused_service_and_its_health_is_still_told(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.annotate(name.value(), PAUSED, "incident: INC-4711");
    GoldenService paused = services.awaitCondition(name.value(), "Paused", "True", "Paused");
    assertThat(message(paused, "Paused")).isEqualTo("incident: INC-4711");
    assertThat(paused.getStatus().hatches(HatchKind.PAUSE).get(0).reason()).isEqualTo("incident");
    assertThat(paused.getStatus().hatches(HatchKind.PAUSE).get(0).since()).isNotNull();
    assertThat(GoldenServices.condition(paused, "Ready").orElseThrow().holds()).isTrue();
    assertThat(controlPlane.kubectl("get", "gsvc", name.value()))
        .containsPattern("NAME +TEAM +TIER +PATH +READY +URL +STATUS +PAUSED +AGE")
        .containsPattern(name.value() + " +payments +bronze +1.0.0 +True +.* ready +True ");

    operator.awaitIdle();
    AuditLog audit = new AuditLog(controlPlane.auditLog());
    int mark = audit.mark();
    ForeignEdits.of(object(name, "v1", "LimitRange", "golden-limits"));
    object(name, "v1", "ConfigMap", "golden-dashboard").delete();
    services.edit(
        name.value(),
        service -> {
          service.getSpec().setTier("gold");
          return service;
        });
    services.annotate(name.value(), "override.goldenpath.dev/quota.pods", "77");
    services.annotate(name.value(), "eject.goldenpath.dev/slo", "other: later");
    new PlayedDatabase(controlPlane.admin()).answer(name.value(), 0);

    services.awaitCondition(name.value(), "PostgresReady", "False", "InstancesStarting");
    services.awaitCondition(name.value(), "DashboardReady", "False", "Paused");
    await()
        .untilAsserted(
            () ->
                assertThat(message(services.get(name.value()), "QuotaReady"))
                    .isEqualTo("not changed while paused: ResourceQuota golden-quota"));
    operator.awaitIdle();
    GoldenService now = services.get(name.value());
    assertThat(GoldenServices.condition(now, "Ready").orElseThrow().holds()).isFalse();
    assertThat(GoldenServices.condition(now, "Reconciling")).isEmpty();
    assertThat(audit.since(mark))
        .filteredOn(request -> request.writes() && request.namespace().equals(name.value()))
        .isEmpty();

    services.annotate(name.value(), PAUSED, null);
    services.makeReady(name.value());

    assertThat(GoldenServices.condition(services.get(name.value()), "Paused")).isEmpty();
    Map<String, ?> hard =
        object(name, "v1", "ResourceQuota", "golden-quota").get().get("spec", "hard");
    assertThat(hard.get("pods")).isEqualTo("77");
    assertThat(object(name, "v1", "ConfigMap", "golden-dashboard").get()).isNotNull();
    services.awaitCondition(name.value(), "SloReady", "True", "Ejected");
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(name.value()))
                    .extracting(Event::getReason)
                    .contains("HatchOpened", "HatchClosed"));
  }

  @Test
  void a_service_that_is_born_paused_gets_nothing_until_it_is_resumed(FreshName name) {
    services.create(name.value(), "bronze", Map.of(PAUSED, ""));
    services.awaitCondition(name.value(), "Paused", "True", "Paused");
    services.awaitCondition(name.value(), "NamespaceReady", "False", "Paused");
    assertThat(controlPlane.admin().namespaces().withName(name.value()).get()).isNull();

    services.annotate(name.value(), PAUSED, null);
    services.makeReady(name.value());
  }

  @Test
  void a_reason_that_cannot_be_read_pauses_all_the_same_and_is_complained_about(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.annotate(name.value(), PAUSED, "outage: all down");
    GoldenService paused = services.awaitCondition(name.value(), "Paused", "True", "Paused");
    assertThat(message(paused, "Paused")).isEqualTo("other: outage: all down");
    assertThat(paused.getStatus().hatches(HatchKind.PAUSE).get(0).reason()).isEqualTo("other");
    assertThat(message(paused, "HatchesAccepted"))
        .startsWith(
            "goldenpath.dev/paused: \"outage: all down\" begins with an unknown reason code")
        .endsWith("; the service is paused anyway, with the reason code other");

    object(name, "v1", "ConfigMap", "golden-dashboard").delete();
    services.awaitCondition(name.value(), "DashboardReady", "False", "Paused");
    services.annotate(name.value(), PAUSED, "incident: all down");
    services.awaitCondition(name.value(), "HatchesAccepted", "True", "Accepted");
    services.annotate(name.value(), PAUSED, null);
    services.awaitCondition(name.value(), "Ready", "True", "AllComponentsReady");
    assertThat(object(name, "v1", "ConfigMap", "golden-dashboard").get()).isNotNull();
  }

  @Test
  void an_ejected_component_stays_its_owners_through_a_pause(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.annotate(name.value(), "eject.goldenpath.dev/limits", "");
    services.awaitCondition(name.value(), "LimitsReady", "True", "Ejected");
    services.annotate(name.value(), PAUSED, "");
    services.awaitCondition(name.value(), "Paused", "True", "Paused");
    services.annotate(name.value(), "eject.goldenpath.dev/limits", null);
    operator.awaitIdle();
    services.awaitCondition(name.value(), "LimitsReady", "True", "Ejected");
    assertThat(services.get(name.value()).getStatus().hatches(HatchKind.EJECT)).hasSize(1);

    services.annotate(name.value(), PAUSED, null);
    services.awaitCondition(name.value(), "LimitsReady", "False", "TakingBack");
    services.awaitReady(name.value());
  }

  private Resource<GenericKubernetesResource> object(
      FreshName name, String apiVersion, String kind, String object) {
    return controlPlane
        .admin()
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(name.value())
        .withName(object);
  }

  @Test
  void a_paused_service_does_not_call_another_team_s_namespace_its_own(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.resource(name.value()).delete();
    services.awaitGone(name.value());

    GoldenService intruder = new GoldenService();
    intruder.setMetadata(
        new ObjectMetaBuilder()
            .withName(name.value())
            .withAnnotations(Map.of("goldenpath.dev/paused", "other: x"))
            .build());
    intruder.setSpec(new GoldenServiceSpec());
    intruder.getSpec().setTeam("intruders");
    intruder.getSpec().setTier("bronze");
    controlPlane.admin().resource(intruder).create();

    services.awaitCondition(name.value(), "NamespaceReady", "False", "NamespaceNotOwned");
    services.awaitCondition(name.value(), "QuotaReady", "False", "NamespaceNotReady");
  }

  private static String message(GoldenService service, String type) {
    return GoldenServices.condition(service, type).orElseThrow().message();
  }
}
