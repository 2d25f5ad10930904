package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OwnershipIT extends WithOperator {

  @Test
  void a_foreign_namespace_of_the_same_name_gets_no_write(FreshName name) {
    foreignNamespace(name.value(), Map.of());
    controlPlane
        .admin()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("golden-dashboard")
                .withNamespace(name.value())
                .endMetadata()
                .build())
        .create();
    Map<String, String> before = versionsIn(name.value());

    services.create(name.value(), "gold");
    services.awaitCondition(name.value(), "Stalled", "True", "NamespaceNotOwned");
    operator.awaitIdle();

    assertThat(versionsIn(name.value())).isEqualTo(before);
    services.resource(name.value()).delete();
    services.awaitGone(name.value());
    assertThat(versionsIn(name.value())).isEqualTo(before);
  }

  @Test
  void a_namespace_is_adopted_when_both_sides_consent(FreshName name) {
    foreignNamespace(name.value(), Map.of("goldenpath.dev/adoptable", name.value()));
    services.create(name.value(), "silver");
    services.awaitCondition(name.value(), "Stalled", "True", "NamespaceNotOwned");
    String uid =
        controlPlane.admin().namespaces().withName(name.value()).get().getMetadata().getUid();

    services.edit(
        name.value(),
        service -> {
          service.getMetadata().getAnnotations().put("goldenpath.dev/adopt", "we move in");
          return service;
        });
    services.makeReady(name.value());

    var namespace = controlPlane.admin().namespaces().withName(name.value()).get();
    assertThat(namespace.getMetadata().getUid()).isEqualTo(uid);
    assertThat(namespace.getMetadata().getLabels()).containsEntry("example.org/owner", "somebody");
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(name.value()))
                    .extracting(Event::getReason)
                    .contains("Adopted"));
  }

  @Test
  void an_annotation_alone_adopts_nothing(FreshName name) {
    foreignNamespace(name.value(), Map.of("goldenpath.dev/adoptable", "another-name"));
    Map<String, String> before = versionsIn(name.value());
    services.create(name.value(), "silver");
    services.edit(
        name.value(),
        service -> {
          service.getMetadata().getAnnotations().put("goldenpath.dev/adopt", "mine now");
          return service;
        });
    services.awaitCondition(name.value(), "Stalled", "True", "NamespaceNotOwned");
    operator.awaitIdle();

    assertThat(versionsIn(name.value())).isEqualTo(before);
  }

  @Test
  void a_foreign_object_of_the_same_name_is_not_taken_over(FreshName name) {
    foreignNamespace(name.value(), Map.of("goldenpath.dev/adoptable", name.value()));
    controlPlane
        .admin()
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("golden-quota")
                .withNamespace(name.value())
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build())
        .create();
    services.create(name.value(), "bronze");
    services.edit(
        name.value(),
        service -> {
          service.getMetadata().getAnnotations().put("goldenpath.dev/adopt", "we move in");
          return service;
        });

    services.awaitCondition(name.value(), "QuotaReady", "False", "ObjectNotOwned");
    services.awaitCondition(name.value(), "LimitsReady", "True", "Applied");
    services.awaitCondition(name.value(), "Stalled", "True", "QuotaBlocked");
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
  void a_service_restored_under_another_uid_finds_its_namespace_again(FreshName name) {
    services.createReady(name.value(), "bronze");
    String uid =
        controlPlane.admin().namespaces().withName(name.value()).get().getMetadata().getUid();
    // As a restored backup leaves it: the namespace names a GoldenService that is no more.
    whileDown(
        () -> {
          services.edit(
              name.value(),
              service -> {
                service.getMetadata().setFinalizers(List.of());
                return service;
              });
          services.resource(name.value()).delete();
          services.awaitGone(name.value());
          services.create(name.value(), "bronze");
        });

    services.awaitReady(name.value());
    assertThat(controlPlane.admin().namespaces().withName(name.value()).get().getMetadata())
        .satisfies(
            metadata -> {
              assertThat(metadata.getUid()).isEqualTo(uid);
              assertThat(metadata.getAnnotations())
                  .containsEntry(
                      "goldenpath.dev/service-uid",
                      services.get(name.value()).getMetadata().getUid());
            });
  }

  private void foreignNamespace(String name, Map<String, String> labels) {
    controlPlane
        .admin()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("example.org/owner", "somebody")
                .addToLabels(labels)
                .endMetadata()
                .build())
        .create();
  }

  /** The resourceVersion of the namespace and of what is in it, of every kind that we make. */
  private Map<String, String> versionsIn(String namespace) {
    Map<String, String> versions = new TreeMap<>();
    versions.put(
        "Namespace",
        controlPlane
            .admin()
            .namespaces()
            .withName(namespace)
            .get()
            .getMetadata()
            .getResourceVersion());
    String kinds =
        "configmaps,resourcequotas,limitranges,rolebindings,networkpolicies,"
            + "clusters.postgresql.cnpg.io,servicemonitors,prometheusrules";
    versions.put(
        "content",
        controlPlane.kubectl(
            "get",
            kinds,
            "-n",
            namespace,
            "-o",
            "jsonpath={range .items[*]}{.kind}/{.metadata.name}={.metadata.resourceVersion} {end}"));
    return versions;
  }
}
