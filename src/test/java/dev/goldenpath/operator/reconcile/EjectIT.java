package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.support.ForeignEdits;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithWorkloads;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every component, ejected and taken back on the real API server. */
class EjectIT extends WithWorkloads {
  private static final String SERVICE = "t-eject";
  private static final String EJECT = "eject.goldenpath.dev/";
  private static final String REASON = "missing-feature: we keep our own in Git";

  /** What a service has of team and tier alone, in its namespace. */
  private static final List<Component> STANDARD =
      Components.ALL.stream()
          .filter(component -> component != Components.NAMESPACE)
          .filter(component -> !component.desired(Plans.plan(Map.of())).isEmpty())
          .toList();

  private AuditLog audit;

  @BeforeAll
  void settle() {
    run(SERVICE, "gold", Map.of(), List.of("queue"));
    databaseCredentials(SERVICE);
    queueCredentials(SERVICE);
    services.awaitReady(SERVICE);
    audit = new AuditLog(controlPlane.auditLog());
  }

  @TestFactory
  Stream<DynamicTest> a_component_goes_to_its_owner_and_comes_back() {
    return Components.ALL.stream()
        .filter(component -> component != Components.NAMESPACE)
        .map(component -> DynamicTest.dynamicTest(component.name(), () -> ejected(component)));
  }

  @Test
  void what_its_owner_deleted_is_made_anew_when_it_comes_back(FreshName name) {
    standard(name.value());
    List<GenericKubernetesResource> objects =
        services.ownedObjects(name.value()).stream()
            .filter(object -> object.getMetadata().getNamespace() != null)
            .toList();
    Map<String, String> ejects = new HashMap<>();
    STANDARD.forEach(component -> ejects.put(EJECT + component.name(), ""));
    services.annotate(name.value(), ejects);
    services.awaitCondition(name.value(), "DashboardReady", "True", "Ejected");

    objects.forEach(object -> live(object).delete());
    touch(name.value());

    for (Component component : STANDARD) {
      services.awaitCondition(
          name.value(), component.conditionType(), "False", "EjectedAndMissing");
    }
    assertThat(message(services.awaitReady(name.value()), "Ready"))
        .isEqualTo(Plans.allReady(ejects.size()));

    ejects.replaceAll((key, value) -> null);
    services.annotate(name.value(), ejects);
    services.awaitReady(name.value());

    await()
        .untilAsserted(
            () -> assertThat(services.ownedObjects(name.value())).hasSize(Plans.objects()));
    services.awaitCondition(name.value(), "HatchesAccepted", "True", "NoHatches");
    assertThat(services.get(name.value()).getStatus().hatches(HatchKind.EJECT)).isEmpty();
  }

  @Test
  void a_component_that_was_never_there_can_be_ejected(FreshName name) {
    services.create(
        name.value(), "bronze", Map.of(EJECT + "dashboard", REASON, EJECT + "quota", REASON));
    services.awaitReady(name.value());

    services.awaitCondition(name.value(), "DashboardReady", "False", "EjectedAndMissing");
    assertThat(message(services.get(name.value()), "Ready")).isEqualTo(Plans.allReady(2));
    // What the platform relies on is there all the same: to do without it takes a right to delete.
    services.awaitCondition(name.value(), "QuotaReady", "True", "Ejected");
    assertThat(
            controlPlane
                .admin()
                .resourceQuotas()
                .inNamespace(name.value())
                .withName("golden-quota")
                .get()
                .getMetadata()
                .getLabels())
        .isNullOrEmpty();
  }

  @Test
  void an_ejected_object_outlives_a_service_that_is_deleted_with_retain(FreshName name) {
    standard(name.value());
    GenericKubernetesResource dashboard = objectsOf(name.value(), "dashboard").get(0);
    services.annotate(name.value(), EJECT + "dashboard", REASON);
    services.awaitCondition(name.value(), "DashboardReady", "True", "Ejected");

    services.resource(name.value()).delete();
    services.awaitGone(name.value());

    assertThat(live(dashboard).get().getMetadata().getUid())
        .isEqualTo(dashboard.getMetadata().getUid());
  }

  @Test
  void the_namespace_alone_cannot_be_ejected() {
    Map<String, String> before = services.versions(SERVICE);
    services.annotate(SERVICE, EJECT + "namespace", REASON);
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    assertThat(message(services.get(SERVICE), "HatchesAccepted"))
        .startsWith("eject.goldenpath.dev/namespace: \"missing-feature: ")
        .contains("set spec.deletionPolicy to Retain and delete the GoldenService");

    services.annotate(SERVICE, EJECT + "namespace", null);
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
    assertThat(services.versions(SERVICE)).isEqualTo(before);
  }

  @Test
  void a_slip_in_the_reason_does_not_let_the_operator_in() {
    services.annotate(SERVICE, EJECT + "dashboard", REASON);
    services.awaitCondition(SERVICE, "DashboardReady", "True", "Ejected");

    services.annotate(SERVICE, EJECT + "dashboard", "missing-faeture: as before");
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");

    services.awaitCondition(SERVICE, "DashboardReady", "True", "Ejected");
    assertThat(services.get(SERVICE).getStatus().hatches(HatchKind.EJECT))
        .extracting(HatchStatus::reason)
        .containsExactly("missing-feature");
    services.annotate(SERVICE, EJECT + "dashboard", null);
    services.awaitCondition(SERVICE, "DashboardReady", "True", "Applied");
  }

  /** A service of team and tier alone. */
  private void standard(String name) {
    services.create(name, "bronze");
    services.awaitReady(name);
  }

  private void ejected(Component component) {
    List<GenericKubernetesResource> before = objectsOf(SERVICE, component.name());
    services.annotate(SERVICE, EJECT + component.name(), REASON);
    services.awaitCondition(SERVICE, component.conditionType(), "True", "Ejected");
    before.forEach(object -> handedOver(object, live(object).get()));
    HatchStatus hatch = services.get(SERVICE).getStatus().hatches(HatchKind.EJECT).get(0);
    assertThat(hatch.component() + " " + hatch.reason() + ": " + hatch.message())
        .isEqualTo(component.name() + " " + REASON);

    int mark = audit.mark();
    before.forEach(object -> ForeignEdits.of(live(object)));
    List<Map<String, Object>> edited =
        before.stream().map(object -> content(live(object).get())).toList();
    String other = component.name().equals("quota") ? "limits" : "quota";
    GenericKubernetesResource repaired = objectsOf(SERVICE, other).get(0);
    live(repaired).delete();
    await().until(() -> live(repaired).get() != null);
    touch(SERVICE);

    assertThat(audit.since(mark))
        .filteredOn(request -> request.writes() && request.namespace().equals(SERVICE))
        .isNotEmpty()
        .allMatch(request -> request.name().equals(repaired.getMetadata().getName()));
    assertThat(before.stream().map(object -> content(live(object).get())).toList())
        .isEqualTo(edited);
    services.awaitReady(SERVICE);

    services.annotate(SERVICE, EJECT + component.name(), null);
    services.awaitCondition(SERVICE, component.conditionType(), "False", "TakingBack");
    assertThat(message(services.get(SERVICE), component.conditionType()))
        .matches(
            component.name().equals("access") || component.name().equals("slo")
                // Whoever empties a list owns nothing of it.
                ? ".* change.*"
                : ".* changes?, currently owned by somebody-else.*");
    services.awaitReady(SERVICE);
    before.forEach(object -> isBack(object, live(object).get()));
    assertThat(services.get(SERVICE).getStatus().hatches(HatchKind.EJECT)).isEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(SERVICE))
                    .extracting(Event::getReason)
                    .contains("HatchOpened", "TakingBack", "HatchClosed")
                    .doesNotContain(component.capitalised() + "Progressing"));
  }

  /** The same object with every field, and nothing of it ours. */
  private static void handedOver(GenericKubernetesResource before, GenericKubernetesResource now) {
    assertThat(now.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
    assertThat(content(now)).isEqualTo(content(before));
    assertThat(now.getMetadata().getLabels().keySet())
        .noneMatch(key -> key.contains("goldenpath.dev") || key.contains("managed-by"));
    assertThat(now.getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .doesNotContain("golden-service-operator");
  }

  private static void isBack(GenericKubernetesResource before, GenericKubernetesResource now) {
    assertThat(now.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
    assertThat(content(now)).isEqualTo(content(before));
    assertThat(now.getMetadata().getLabels())
        .containsAllEntriesOf(before.getMetadata().getLabels());
    assertThat(now.getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .contains("golden-service-operator")
        .doesNotContain("golden-service-handover", "before-first-apply");
  }

  private static Map<String, Object> content(GenericKubernetesResource object) {
    Map<String, Object> content = new TreeMap<>(object.getAdditionalProperties());
    content.remove("status");
    return content;
  }

  private void touch(String name) {
    long passes = operator.passes();
    services.annotate(name, "goldenpath.dev/confirm-deletion", String.valueOf(passes));
    await().until(() -> operator.passes() > passes);
    operator.awaitIdle();
  }

  private List<GenericKubernetesResource> objectsOf(String name, String component) {
    return services.ownedObjects(name).stream()
        .filter(
            object ->
                component.equals(object.getMetadata().getLabels().get("goldenpath.dev/component")))
        .toList();
  }

  private Resource<GenericKubernetesResource> live(GenericKubernetesResource object) {
    return controlPlane
        .admin()
        .genericKubernetesResources(object.getApiVersion(), object.getKind())
        .inNamespace(object.getMetadata().getNamespace())
        .withName(object.getMetadata().getName());
  }

  private static String message(GoldenService service, String type) {
    return GoldenServices.condition(service, type).orElseThrow().message();
  }
}
