package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What was handed over is known from what was done: not from annotations, and not from a status.
 */
class HandOverFactsIT extends WithOperator {
  private static final Map<String, String> GUARDRAILS_EJECTED =
      Map.of(
          "eject.goldenpath.dev/quota", "cost: x",
          "eject.goldenpath.dev/limits", "cost: x",
          "eject.goldenpath.dev/network", "cost: x");

  @Test
  void guardrails_are_made_before_they_are_handed_over_also_after_a_pause(FreshName name) {
    services.create(
        name.value(),
        "bronze",
        with(GUARDRAILS_EJECTED, "goldenpath.dev/paused", "incident: INC-4711"));
    services.awaitCondition(name.value(), "Paused", "True", "Paused");
    assertThat(services.get(name.value()).getStatus().hatches(HatchKind.EJECT)).isEmpty();

    services.annotate(name.value(), "goldenpath.dev/paused", null);

    services.awaitCondition(name.value(), "NetworkReady", "True", "Ejected");
    guardrailsAreThere(name.value());
  }

  @Test
  void guardrails_are_made_before_they_are_handed_over_also_after_an_adoption(FreshName name) {
    controlPlane
        .admin()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(name.value()).endMetadata().build())
        .create();
    services.create(
        name.value(), "bronze", with(GUARDRAILS_EJECTED, "goldenpath.dev/adopt", "migration: x"));
    services.awaitCondition(name.value(), "Stalled", "True", "NamespaceNotOwned");

    controlPlane.kubectl("label", "ns", name.value(), "goldenpath.dev/adoptable=" + name.value());

    services.awaitCondition(name.value(), "NetworkReady", "True", "Ejected");
    guardrailsAreThere(name.value());
  }

  @Test
  void a_restore_that_drops_the_status_changes_nothing_of_what_was_handed_over(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.annotate(
        name.value(),
        Map.of(
            "eject.goldenpath.dev/quota", "cost: x",
            "eject.goldenpath.dev/dashboard", "cost: x",
            "override.goldenpath.dev/limits.memoryLimit", "300Mi"));
    services.awaitCondition(name.value(), "QuotaReady", "True", "Ejected");
    services.awaitCondition(name.value(), "DashboardReady", "True", "Ejected");
    // Its owner has a right to do without the one, and to replace the other.
    controlPlane.kubectl("delete", "resourcequota", "golden-quota", "-n", name.value());
    controlPlane.kubectl("delete", "configmap", "golden-dashboard", "-n", name.value());
    controlPlane.kubectl("create", "configmap", "golden-dashboard", "-n", name.value());

    whileDown(
        () ->
            restore(
                name.value(),
                Map.of(
                    "eject.goldenpath.dev/quota", "because: a slip",
                    "eject.goldenpath.dev/dashboard", "cost: x",
                    "override.goldenpath.dev/limits.memoryLimit", "300Megs")));

    services.awaitCondition(name.value(), "QuotaReady", "False", "EjectedAndMissing");
    services.awaitCondition(name.value(), "DashboardReady", "True", "Ejected");
    services.awaitReady(name.value());
    assertThat(services.get(name.value()).getStatus().hatches(HatchKind.OVERRIDE))
        .singleElement()
        .satisfies(each -> assertThat(each.value()).isEqualTo("300Mi"));
    assertThat(
            controlPlane
                .kubectlResult("get", "resourcequota", "golden-quota", "-n", name.value())
                .exitCode())
        .isNotZero();

    services.annotate(
        name.value(), nulls("eject.goldenpath.dev/quota", "eject.goldenpath.dev/dashboard"));
    services.awaitCondition(name.value(), "QuotaReady", "True", "Applied");
    services.awaitCondition(name.value(), "DashboardReady", "True", "Applied");
    assertThat(services.get(name.value()).getStatus().hatches(HatchKind.EJECT)).isEmpty();
    assertThat(services.ownedObjects(name.value())).hasSize(Plans.objects());
  }

  @Test
  void a_misspelt_eject_keeps_nothing_when_the_service_is_deleted(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.annotate(name.value(), "eject.goldenpath.dev/slo", "becuase: x");
    services.awaitCondition(name.value(), "HatchesAccepted", "False", "Rejected");

    services.resource(name.value()).delete();
    services.awaitGone(name.value());

    assertThat(
            controlPlane
                .kubectlResult("get", "prometheusrule", name.value(), "-n", name.value())
                .exitCode())
        .isNotZero();
  }

  @Test
  void what_was_handed_over_outlives_the_service_and_comes_back_with_it(FreshName name) {
    services.createReady(name.value(), "bronze");
    services.annotate(name.value(), "eject.goldenpath.dev/dashboard", "cost: x");
    services.awaitCondition(name.value(), "DashboardReady", "True", "Ejected");
    services.resource(name.value()).delete();
    services.awaitGone(name.value());
    controlPlane.kubectl("get", "configmap", "golden-dashboard", "-n", name.value());

    services.create(name.value(), "bronze");

    services.awaitCondition(name.value(), "DashboardReady", "True", "Applied");
  }

  private void guardrailsAreThere(String name) {
    for (String object :
        List.of(
            "resourcequota/golden-quota",
            "limitrange/golden-limits",
            "networkpolicy/deny-ingress",
            "networkpolicy/egress-except-metadata")) {
      controlPlane.kubectl("get", object, "-n", name);
    }
  }

  /** As a backup has it: the same object without a status, and with another uid. */
  private void restore(String name, Map<String, String> annotations) {
    services.edit(
        name,
        service -> {
          service.getMetadata().setFinalizers(List.of());
          return service;
        });
    services.resource(name).delete();
    services.awaitGone(name);
    services.create(name, "bronze", annotations);
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }

  private static Map<String, String> nulls(String... keys) {
    Map<String, String> nulls = new HashMap<>();
    for (String key : keys) {
      nulls.put(key, null);
    }
    return nulls;
  }
}
