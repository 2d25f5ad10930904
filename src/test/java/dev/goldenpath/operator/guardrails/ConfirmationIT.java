package dev.goldenpath.operator.guardrails;

import static dev.goldenpath.operator.guardrails.Attack.patch;

import dev.goldenpath.operator.support.FreshName;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data goes only confirmed, whichever verb, order of edits or identity is tried. */
class ConfirmationIT extends WithOperatorDown {
  private static final String COLLECTOR =
      "system:serviceaccount:kube-system:generic-garbage-collector";
  private static final String DELETE = "{'spec':{'deletionPolicy':'Delete'}}";
  private static final String RETAIN = "{'spec':{'deletionPolicy':'Retain'}}";
  private static final String UNSET = "{'spec':{'deletionPolicy':null}}";
  private static final String FROZEN =
      "spec.deletionPolicy: \"Delete\" cannot be set while the service is being deleted with Retain";
  private static final String UNCONFIRMED =
      "spec.deletionPolicy: \"Delete\" would delete the namespace and its";

  @ParameterizedTest
  @ValueSource(strings = {RETAIN, UNSET})
  void a_deletion_with_retain_stays_one(String before, FreshName name) {
    dying(name, before);

    for (KubernetesClient anyone : List.of(dora, admin)) {
      isDenied(FROZEN, () -> patch(of(anyone, name), DELETE));
      isDenied(
          FROZEN,
          () -> replace(anyone, name, service -> service.getSpec().setDeletionPolicy("Delete")));
    }
    patch(of(dora, name), "{'spec':{'tier':'silver'}}");
    remove(name);
  }

  @Test
  void a_deletion_with_delete_can_become_one_with_retain_and_not_the_other_way(FreshName name) {
    dying(name, confirmed(name));

    patch(of(dora, name), "{'metadata':{'annotations':{'goldenpath.dev/confirm-deletion':null}}}");
    patch(of(dora, name), RETAIN);
    isDenied(FROZEN, () -> patch(of(dora, name), DELETE));
    remove(name);
  }

  @Test
  void a_living_service_changes_its_policy_at_will(FreshName name) {
    living(name);

    patch(of(dora, name), DELETE);
    patch(of(dora, name), RETAIN);
    remove(name);
  }

  /** A tenant makes it delete a service by an owner reference to what is not there. */
  @Test
  void the_garbage_collector_confirms_nothing(FreshName name) {
    living(name);
    patch(of(dora, name), DELETE);

    try (KubernetesClient collector =
        controlPlane.as(COLLECTOR, "system:serviceaccounts:kube-system", "system:authenticated")) {
      isDenied(UNCONFIRMED, () -> of(collector, name).delete());
    }
    remove(name);
  }

  @Test
  void nor_does_the_deletion_of_all_services_at_once(FreshName name) {
    living(name);
    patch(
        of(dora, name),
        "{'spec':{'deletionPolicy':'Delete'},'metadata':{'labels':{'test':'%s'}}}"
            .formatted(name.value()));

    isDenied(
        UNCONFIRMED,
        () ->
            admin.raw(
                "/apis/goldenpath.dev/v1alpha1/goldenservices?labelSelector=test%3D" + name.value(),
                "DELETE",
                null));
    remove(name);
  }

  /** It carries no name, so that a policy for one name would not be asked. */
  @Test
  void the_deletion_of_all_crds_at_once_needs_the_confirmation_of_ours() {
    isDenied(
        "deleting the CRD would delete every Golden",
        () ->
            admin.raw(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?dryRun=All",
                "DELETE",
                null));
  }

  private static String confirmed(FreshName name) {
    return "{'spec':{'deletionPolicy':'Delete'},'metadata':{'annotations':{'goldenpath.dev/confirm-deletion':'%s'}}}"
        .formatted(name.value());
  }
}
