package dev.goldenpath.operator.guardrails;

import static dev.goldenpath.operator.guardrails.Attack.patch;
import static dev.goldenpath.operator.guardrails.Attack.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.OnControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Guardrails alone, so that a service stays in the state that a test puts it in; what the operator
 * would write is written with its rights.
 */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithOperatorDown {
  private static final String OPERATOR =
      "system:serviceaccount:golden-service-system:golden-service-operator";

  ControlPlane controlPlane;
  GoldenServices services;

  /** Has every right. */
  KubernetesClient admin;

  /** A developer of team payments. */
  KubernetesClient dora;

  /** Writes what the operator would. */
  KubernetesClient operator;

  @BeforeAll
  void install(ControlPlane shared) throws IOException {
    controlPlane = shared;
    admin = shared.admin();
    services = new GoldenServices(admin);
    Installation installation = new Installation(admin);
    installation.installOperatorResources();
    installation.apply(Files.readString(Path.of("deploy", "examples", "team.yaml")));
    dora = shared.as("dora", "payments", "system:authenticated");
    operator = shared.as(OPERATOR, "system:authenticated");
  }

  @AfterAll
  void closeClients() {
    dora.close();
    operator.close();
  }

  /** A service of team payments with the operator's finalizer, as after its first pass. */
  void living(FreshName name) {
    Attack.create(dora, name.value(), "payments");
    patch(of(operator, name), "{'metadata':{'finalizers':['goldenpath.dev/release']}}");
  }

  /** Such a one with a change, and then deleted. */
  void dying(FreshName name, String change) {
    living(name);
    patch(of(dora, name), change);
    of(dora, name).delete();
    assertThat(services.get(name.value()).isMarkedForDeletion()).isTrue();
  }

  /** Writes a first status. */
  void seen(FreshName name) {
    patchStatus(
        operator,
        name,
        """
        {"status": {"observedGeneration": 1, "conditions": [{
          "type": "Ready", "status": "True", "reason": "AllComponentsReady", "message": "",
          "lastTransitionTime": "2026-11-22T10:00:12Z", "observedGeneration": 1}]}}
        """);
  }

  static void patchStatus(KubernetesClient client, FreshName name, String patch) {
    of(client, name).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** Takes it away, so that no operator of a later test finds it. */
  void remove(FreshName name) {
    patch(of(admin, name), "{'metadata':{'finalizers':null},'spec':{'deletionPolicy':'Retain'}}");
    of(admin, name).delete();
    services.awaitGone(name.value());
  }

  /** By PUT of the whole object, as {@code kubectl replace} does. */
  static void replace(KubernetesClient client, FreshName name, Consumer<GoldenService> change) {
    GoldenService service = of(client, name).get();
    change.accept(service);
    client.resource(service).update();
  }

  static Resource<GoldenService> of(KubernetesClient client, FreshName name) {
    return service(client, name.value());
  }

  static void isDenied(String message, ThrowingCallable attempt) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(attempt)
        .withMessageContaining(message);
  }
}
