package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.ForeignEdits;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsIT extends WithOperator {
  private static final int EDITS = 272;
  private static final String OPERATOR =
      "system:serviceaccount:golden-service-system:golden-service-operator";

  @Test
  void however_often_a_dashboard_is_edited_its_events_are_few_and_their_counts_are_right(
      FreshName name) {
    services.createReady(name.value(), "bronze");
    operator.awaitIdle();
    int told = countedEvents(name);
    long dropped = operator.droppedEvents();
    int repaired = operator.repaired().size();
    Resource<GenericKubernetesResource> dashboard =
        controlPlane
            .admin()
            .genericKubernetesResources("v1", "ConfigMap")
            .inNamespace(name.value())
            .withName("golden-dashboard");

    for (int i = 0; i < EDITS; i++) {
      ForeignEdits.of(dashboard);
    }
    operator.awaitIdle();

    int repairs = operator.repaired().size() - repaired;
    assertThat(repairs).as("more than are written").isGreaterThan(EventCorrelator.BURST);
    await()
        .untilAsserted(
            () ->
                assertThat(countedEvents(name) - told + operator.droppedEvents() - dropped)
                    .as("told or dropped")
                    .isEqualTo(repairs));
    assertThat(services.events(name.value()).size()).isLessThanOrEqualTo(EventCorrelator.BURST);
    assertThat(countedEvents(name)).isLessThanOrEqualTo(EventCorrelator.BURST);
    assertThat(operator.droppedEvents()).isGreaterThan(dropped);
  }

  @Test
  void what_is_the_same_is_one_event_with_a_count_and_the_time_of_its_last(FreshName name) {
    services.createReady(name.value(), "bronze");
    Resource<GenericKubernetesResource> quota =
        controlPlane
            .admin()
            .genericKubernetesResources("v1", "ResourceQuota")
            .inNamespace(name.value())
            .withName("golden-quota");

    for (int edits = 1; edits <= 3; edits++) {
      int expected = edits;
      ForeignEdits.of(quota);
      await()
          .untilAsserted(
              () ->
                  assertThat(services.events(name.value()))
                      .filteredOn(event -> event.getReason().equals("DriftRepaired"))
                      .singleElement()
                      .satisfies(
                          event -> {
                            assertThat(event.getCount()).isEqualTo(expected);
                            assertThat(event.getLastTimestamp())
                                .isGreaterThanOrEqualTo(event.getFirstTimestamp());
                          }));
    }
    // What the API server has forgotten is made anew.
    services.events(name.value()).forEach(event -> controlPlane.admin().resource(event).delete());
    ForeignEdits.of(quota);
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(name.value()))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getCount()).isEqualTo(4)));
  }

  @Test
  void an_admission_webhook_for_events_that_is_down_holds_up_no_repair(
      FreshName name, @TempDir Path folder) throws Exception {
    services.createReady(name.value(), "bronze");
    Resource<GenericKubernetesResource> quota =
        controlPlane
            .admin()
            .genericKubernetesResources("v1", "ResourceQuota")
            .inNamespace(name.value())
            .withName("golden-quota");
    Object wanted = quota.get().get("spec", "hard");
    // It takes connections and says nothing: what is refused at once would hold up nobody.
    try (ServerSocket silent = new ServerSocket(0)) {
      new Installation(controlPlane.admin())
          .apply(
              """
              apiVersion: admissionregistration.k8s.io/v1
              kind: ValidatingWebhookConfiguration
              metadata: { name: t-events-down }
              webhooks:
                - name: events.example.org
                  admissionReviewVersions: [v1]
                  sideEffects: None
                  failurePolicy: Fail
                  timeoutSeconds: 5
                  clientConfig: { url: "https://127.0.0.1:%d/" }
                  rules:
                    - { apiGroups: [""], apiVersions: [v1], resources: [events], operations: ["*"] }
                  matchConditions:
                    - name: of-the-operator
                      expression: "request.userInfo.username == '%s'"
              """
                  .formatted(silent.getLocalPort(), OPERATOR));
      try {
        await("it is in force").atMost(Duration.ofSeconds(30)).until(() -> refusesEvents(folder));
        long dropped = operator.droppedEvents();

        // The second repair would wait for the first one's Event.
        for (int edits = 0; edits < 2; edits++) {
          ForeignEdits.of(quota);
          await()
              .untilAsserted(
                  () -> assertThat(quota.get().<Object>get("spec", "hard")).isEqualTo(wanted));
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> operator.droppedEvents() >= dropped + 2);
        assertThat(services.events(name.value()))
            .extracting(Event::getReason)
            .doesNotContain("DriftRepaired");
      } finally {
        controlPlane.kubectl("delete", "validatingwebhookconfiguration", "t-events-down");
      }
    }
  }

  private boolean refusesEvents(Path folder) throws IOException {
    Path event =
        Files.writeString(
            folder.resolve("event.yaml"),
            """
            apiVersion: v1
            kind: Event
            metadata: { name: t-events-down, namespace: default }
            involvedObject: { kind: GoldenService, name: none }
            """);
    return controlPlane
            .kubectlResult("create", "--dry-run=server", "--as=" + OPERATOR, "-f", event.toString())
            .exitCode()
        != 0;
  }

  private int countedEvents(FreshName name) {
    return services.events(name.value()).stream().mapToInt(Event::getCount).sum();
  }
}
