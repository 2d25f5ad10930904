package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.goldenpath.operator.reconcile.apply.Applier;
import dev.goldenpath.operator.support.ForeignEdits;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

class DriftIT extends WithOperator {
  private static final String SERVICE = "t-drift";
  private static final String FOREIGN = "{'metadata':{'labels':{'example.org/foreign':'stays'}}}";

  @BeforeAll
  void settle() {
    services.createReady(SERVICE, "gold");
    operator.awaitIdle();
  }

  @TestFactory
  Stream<DynamicTest> every_object_that_another_edits_is_set_right_and_a_foreign_field_stays() {
    List<GenericKubernetesResource> owned = services.ownedObjects(SERVICE);
    assertThat(owned).hasSize(Plans.objects());
    return owned.stream()
        .map(object -> DynamicTest.dynamicTest(GoldenServices.key(object), () -> edited(object)));
  }

  @TestFactory
  Stream<DynamicTest> every_object_that_is_deleted_comes_back() {
    return services.ownedObjects(SERVICE).stream()
        .filter(object -> object.getMetadata().getNamespace() != null)
        .map(object -> DynamicTest.dynamicTest(GoldenServices.key(object), () -> deleted(object)));
  }

  @Test
  void an_object_that_loses_its_labels_is_taken_back() {
    Resource<GenericKubernetesResource> quota = live("v1", "ResourceQuota", "golden-quota");
    Object wanted = quota.get().get("spec", "hard");

    ForeignEdits.patch(quota, "{'metadata':{'labels':null},'spec':{'hard':{'pods':'1'}}}");

    await()
        .untilAsserted(
            () -> {
              assertThat(quota.get().getMetadata().getLabels())
                  .containsEntry("goldenpath.dev/service", SERVICE);
              assertThat(quota.get().<Object>get("spec", "hard")).isEqualTo(wanted);
            });
  }

  @Test
  void a_copy_of_an_object_with_our_labels_is_left_alone(FreshName name) {
    GenericKubernetesResource copy = live("v1", "LimitRange", "golden-limits").get();
    copy.getMetadata().setName(name.value());
    copy.getMetadata().setManagedFields(null);
    copy.getMetadata().setResourceVersion(null);
    controlPlane.admin().resource(copy).create();
    operator.awaitIdle();
    services.edit(SERVICE, service -> touched(service, name.value()));
    operator.awaitIdle();

    assertThat(live("v1", "LimitRange", name.value()).get()).isNotNull();
    live("v1", "LimitRange", name.value()).delete();
  }

  @Test
  void the_log_says_why_an_object_was_applied() {
    Logger logger = (Logger) LoggerFactory.getLogger(Applier.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.DEBUG);
    try {
      ForeignEdits.patch(
          live("v1", "ResourceQuota", "golden-quota"), "{'spec':{'hard':{'pods':'78'}}}");
      await()
          .untilAsserted(
              () ->
                  assertThat(List.copyOf(log.list))
                      .filteredOn(line -> line.getMessage().equals("applied"))
                      .map(DriftIT::fields)
                      .contains(
                          Map.of(
                              "service", SERVICE,
                              "component", "quota",
                              "object", "ResourceQuota golden-quota",
                              "fields", "spec.hard.pods",
                              "reason", "drift")));
    } finally {
      logger.setLevel(null);
      logger.detachAppender(log);
    }
  }

  private static Map<String, Object> fields(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
  }

  @Test
  void an_edit_is_told_with_the_name_of_its_manager() {
    ForeignEdits.patch(
        live("v1", "ResourceQuota", "golden-quota"), "{'spec':{'hard':{'pods':'77'}}}");

    await()
        .untilAsserted(
            () ->
                assertThat(services.events(SERVICE))
                    .anySatisfy(
                        event -> {
                          assertThat(event.getReason()).isEqualTo("DriftRepaired");
                          assertThat(event.getMessage())
                              .isEqualTo(
                                  "quota: ResourceQuota golden-quota: spec.hard.pods changed by"
                                      + " somebody-else");
                        }));
  }

  @Test
  void a_field_that_is_removed_is_told_although_nobody_owns_it() {
    // The edit of another test may not be repaired yet, and one apply would repair both.
    operator.awaitIdle();
    ForeignEdits.patch(
        live("v1", "ResourceQuota", "golden-quota"), "{'spec':{'hard':{'pods':null}}}");
    awaitRepair("quota: ResourceQuota golden-quota: spec.hard.pods removed");
    assertThat(operator.repaired()).contains("quota");

    controlPlane.kubectl("label", "namespace", SERVICE, "goldenpath.dev/tier-");
    awaitRepair(
        "namespace: Namespace " + SERVICE + ": metadata.labels.goldenpath.dev/tier removed");
    assertThat(operator.repaired()).contains("namespace");
  }

  private void awaitRepair(String message) {
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(SERVICE))
                    .anySatisfy(
                        event -> {
                          assertThat(event.getReason()).isEqualTo("DriftRepaired");
                          assertThat(event.getMessage()).isEqualTo(message);
                        }));
  }

  private void edited(GenericKubernetesResource before) {
    Resource<GenericKubernetesResource> object = resource(before);
    ForeignEdits.patch(object, FOREIGN);
    ForeignEdits.of(object);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              GenericKubernetesResource after = object.get();
              assertThat(content(after)).isEqualTo(content(before));
              assertThat(after.getMetadata().getLabels())
                  .containsAllEntriesOf(before.getMetadata().getLabels())
                  .containsEntry("example.org/foreign", "stays");
              assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
            });
    assertThat(operator.repaired())
        .contains(before.getMetadata().getLabels().get("goldenpath.dev/component"));
  }

  private void deleted(GenericKubernetesResource before) {
    Resource<GenericKubernetesResource> object = resource(before);
    object.delete();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              GenericKubernetesResource after = object.get();
              assertThat(after).isNotNull();
              assertThat(after.getMetadata().getUid()).isNotEqualTo(before.getMetadata().getUid());
              assertThat(content(after)).isEqualTo(content(before));
            });
    if (before.getKind().equals("Cluster")) {
      services.makeReady(SERVICE);
    }
  }

  private static Map<String, Object> content(GenericKubernetesResource object) {
    Map<String, Object> content = new java.util.TreeMap<>(object.getAdditionalProperties());
    content.remove("status");
    return content;
  }

  private Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
    return object.getMetadata().getNamespace() == null
        ? controlPlane
            .admin()
            .genericKubernetesResources(object.getApiVersion(), object.getKind())
            .withName(object.getMetadata().getName())
        : live(object.getApiVersion(), object.getKind(), object.getMetadata().getName());
  }

  private Resource<GenericKubernetesResource> live(String apiVersion, String kind, String name) {
    return controlPlane
        .admin()
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(SERVICE)
        .withName(name);
  }

  private static dev.goldenpath.operator.api.GoldenService touched(
      dev.goldenpath.operator.api.GoldenService service, String value) {
    service.getMetadata().getAnnotations().put("goldenpath.dev/confirm-deletion", value);
    return service;
  }
}
