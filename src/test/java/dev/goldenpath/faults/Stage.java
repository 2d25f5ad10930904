package dev.goldenpath.faults;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.support.GoldenServices;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What one plan works on: a service of its own name, and what people do with it. */
final class Stage {
  /** A step of a workload may wait for a new process, or a new leader, to go on. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final KubernetesClient admin;
  private final GoldenServices services;
  private final String name;
  private String uid = "";
  private boolean managersCount = true;

  Stage(KubernetesClient admin, String name) {
    this.admin = admin;
    this.services = new GoldenServices(admin);
    this.name = name;
  }

  String name() {
    return name;
  }

  GoldenServices services() {
    return services;
  }

  KubernetesClient admin() {
    return admin;
  }

  void create(String tier, String deletionPolicy) {
    services.create(name, "payments", tier, deletionPolicy);
  }

  void createReady(String tier, String deletionPolicy) {
    create(tier, deletionPolicy);
    awaitReady();
  }

  void awaitReady() {
    await("Ready", () -> isTrue("Ready"));
    uid = services.get(name).getMetadata().getUid();
  }

  /** Waits until the status lists exactly the hatches with these targets. */
  void awaitHatches(String... targets) {
    await(
        "out of the way in " + List.of(targets),
        () ->
            services.get(name).getStatus().hatches().stream()
                .map(HatchStatus::target)
                .collect(Collectors.toSet())
                .equals(Set.of(targets)));
  }

  boolean isTrue(String condition) {
    GoldenService service = services.get(name);
    return service != null
        && GoldenServices.condition(service, condition)
            .filter(
                found ->
                    found.holds()
                        && service.getMetadata().getGeneration().equals(found.observedGeneration()))
            .isPresent();
  }

  void tier(String tier) {
    services.edit(
        name,
        service -> {
          service.getSpec().setTier(tier);
          return service;
        });
  }

  void annotate(String key, String value) {
    services.annotate(name, key, value);
  }

  void delete() {
    services.resource(name).delete();
  }

  void awaitGone() {
    await("gone", () -> services.get(name) == null);
  }

  void await(String what, BooleanSupplier condition) {
    Awaitility.await(name + " is " + what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(condition::getAsBoolean);
  }

  /** One of the service's objects of a kind: the first by name. */
  Resource<GenericKubernetesResource> object(String plural) {
    ApiKind kind = EndState.kind(plural);
    var resources = admin.genericKubernetesResources(kind.apiVersion(), kind.kind());
    if (!kind.namespaced()) {
      return resources.withName(name);
    }
    String first =
        resources.inNamespace(name).list().getItems().stream()
            .map(object -> object.getMetadata().getName())
            .filter(found -> !found.equals("kube-root-ca.crt"))
            .sorted()
            .findFirst()
            .orElseThrow();
    return resources.inNamespace(name).withName(first);
  }

  /** Changes one of its objects, as a person does with {@code kubectl}. */
  void mergeInto(String plural, String patch) {
    object(plural).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  EndState state() {
    EndState state = EndState.of(admin, name, uid);
    return managersCount ? state : state.withoutManagers();
  }

  /** From now on it does not matter who manages which field. */
  void ignoreManagers() {
    managersCount = false;
  }

  /** Has the operator remove all of it, unless it is gone or going; nobody waits for that. */
  void giveUp() {
    GoldenService service = services.get(name);
    if (service == null || service.isMarkedForDeletion()) {
      admin.namespaces().withName(name).delete();
      return;
    }
    services.edit(
        name,
        each -> {
          each.getSpec().setDeletionPolicy("Delete");
          each.getMetadata().getAnnotations().put("goldenpath.dev/confirm-deletion", name);
          each.getMetadata().getAnnotations().remove("goldenpath.dev/paused");
          return each;
        });
    delete();
  }
}
