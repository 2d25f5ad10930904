package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithOperator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service is woken up by where an object is, whatever is written on the object. */
class WakeUpIT extends WithOperator {

  @Test
  void an_object_that_names_another_service_is_repaired_all_the_same(FreshName name) {
    services.createReady(name.value(), "silver");

    for (String object : List.of("configmap/golden-dashboard", "prometheusrule/" + name.value())) {
      label(object, name.value(), "goldenpath.dev/service=elsewhere");
      await(object)
          .untilAsserted(
              () ->
                  assertThat(
                          read(object, name.value(), "{.metadata.labels.goldenpath\\.dev/service}"))
                      .isEqualTo(name.value()));
    }
  }

  @Test
  void alerts_cannot_be_muted_by_a_label_and_an_edit(FreshName name) {
    services.createReady(name.value(), "silver");
    String rule = "prometheusrule/" + name.value();
    label(rule, name.value(), "goldenpath.dev/service=elsewhere");

    controlPlane.kubectl(
        "patch", rule, "-n", name.value(), "--type=merge", "-p", "{\"spec\":{\"groups\":[]}}");

    await()
        .untilAsserted(
            () ->
                assertThat(read(rule, name.value(), "{.spec.groups[*].name}").split(" "))
                    .hasSize(3));
  }

  @Test
  void objects_that_only_look_like_ours_wake_up_nobody(FreshName name) {
    services.createReady(name.value(), "bronze");
    operator.awaitIdle();
    long before = operator.passes();

    for (int i = 0; i < 5; i++) {
      controlPlane.kubectl("create", "configmap", "copy-" + i, "-n", name.value());
      label(
          "configmap/copy-" + i,
          name.value(),
          "app.kubernetes.io/managed-by=golden-service-operator");
      label("configmap/copy-" + i, name.value(), "goldenpath.dev/service=" + name.value());
    }
    operator.awaitIdle();

    assertThat(operator.passes()).isEqualTo(before);
  }

  @Test
  void a_new_service_is_reconciled_once_to_build_it_and_once_when_its_database_is_ready(
      FreshName name) {
    operator.awaitIdle();
    long before = operator.passes();

    services.createReady(name.value(), "gold");
    operator.awaitIdle();

    assertThat(operator.passes() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void a_repair_takes_one_reconciliation(FreshName name) {
    services.createReady(name.value(), "bronze");
    operator.awaitIdle();
    long before = operator.passes();

    controlPlane.kubectl("delete", "limitrange", "--all", "-n", name.value());
    await()
        .untilAsserted(
            () ->
                assertThat(read("limitrange", name.value(), "{.items[*].metadata.name}"))
                    .isNotEmpty());
    operator.awaitIdle();

    assertThat(operator.passes() - before).isEqualTo(1);
  }

  private void label(String object, String namespace, String label) {
    controlPlane.kubectl("label", object, "-n", namespace, label, "--overwrite");
  }

  private String read(String object, String namespace, String path) {
    return controlPlane.kubectl("get", object, "-n", namespace, "-o", "jsonpath=" + path);
  }
}
