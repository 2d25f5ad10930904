package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.api.ConditionType;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.StatusCondition;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.status.StatusAssembler;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a test does with GoldenServices, as a developer and as a reader of their status. */
public final class GoldenServices {
  private static final Set<String> DATABASE_IS_THERE =
      Set.of("InstancesStarting", "InstancesReady");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A rollout writes what it decided every five seconds at most. */
  private static final Duration MOVED = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private final PlayedDatabase database;

  public GoldenServices(KubernetesClient client) {
    this.client = client;
    this.database = new PlayedDatabase(client);
  }

  /** A service of team payments. */
  public GoldenService create(String name, String tier) {
    return create(name, "payments", tier, "Retain");
  }

  public GoldenService create(String name, String team, String tier, String deletionPolicy) {
    return create(name, team, tier, deletionPolicy, Map.of());
  }

  /** A service of team payments, with annotations from the start. */
  public GoldenService create(String name, String tier, Map<String, String> annotations) {
    return create(name, "payments", tier, "Retain", annotations);
  }

  private GoldenService create(
      String name,
      String team,
      String tier,
      String deletionPolicy,
      Map<String, String> annotations) {
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder().withName(name).withAnnotations(annotations).build());
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam(team);
    spec.setTier(tier);
    spec.setDeletionPolicy(deletionPolicy);
    service.setSpec(spec);
    return client.resource(service).create();
  }

  /** Creates it, answers for its database and waits until it is Ready. */
  public GoldenService createReady(String name, String tier) {
    create(name, tier);
    return makeReady(name);
  }

  /** Answers for its database and waits until it is Ready. */
  public GoldenService makeReady(String name) {
    // A namespace that an earlier test has left has its database, which is ready at once.
    await("the database of %s".formatted(name))
        .atMost(PATIENCE)
        .until(
            () ->
                condition(get(name), "PostgresReady")
                    .filter(found -> DATABASE_IS_THERE.contains(found.reason()))
                    .isPresent());
    // Again and again, since the number that is wanted may only be about to change.
    return awaitCondition(
        name, ConditionType.READY, "True", "AllComponentsReady", () -> databaseAnswers(name));
  }

  /** All the instances that its database wants are ready now. */
  public void databaseAnswers(String name) {
    Resource<GenericKubernetesResource> cluster =
        client
            .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
            .inNamespace(name)
            .withName("postgres");
    Number wanted = cluster.get().get("spec", "instances");
    database.answer(name, wanted.intValue());
  }

  /** None of the instances of its database is ready any more. */
  public void databaseFails(String name) {
    database.answer(name, 0);
  }

  /** The revision of the golden path that it has. */
  public String version(String name) {
    return get(name).getStatus().path().version();
  }

  /** Waits until it has that revision of the golden path. */
  public void awaitVersion(String name, String version) {
    await("%s has %s".formatted(name, version))
        .atMost(MOVED)
        .untilAsserted(() -> assertThat(version(name)).isEqualTo(version));
  }

  /** Waits until it is held back for that reason; the message of the condition. */
  public String heldBack(String name, String reason) {
    return condition(awaitCondition(name, "PathHeld", "True", reason), "PathHeld")
        .orElseThrow()
        .message();
  }

  /** How many pods its quota allows. */
  public String pods(String name) {
    return client
        .resourceQuotas()
        .inNamespace(name)
        .withName("golden-quota")
        .get()
        .getSpec()
        .getHard()
        .get("pods")
        .toString();
  }

  public GoldenService get(String name) {
    return resource(name).get();
  }

  /**
   * Takes every service off the API server and leaves its namespace: quicker than a deletion, and
   * without an operator. None is there yet if the API is not.
   */
  public void forgetAll() {
    if (client.getApiGroup(GoldenService.GROUP) == null) {
      return;
    }
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        all =
            client.genericKubernetesResources(
                HasMetadata.getApiVersion(GoldenService.class), "GoldenService");
    for (GenericKubernetesResource service : all.list().getItems()) {
      String name = service.getMetadata().getName();
      all.withName(name)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              """
              {"metadata": {"finalizers": null,
                            "annotations": {"goldenpath.dev/confirm-deletion": "%s"}}}
              """
                  .formatted(name));
      all.withName(name).delete();
    }
  }

  /** No service is left, and nothing of that one either: a page begins with a new one. */
  public void forgetAllOf(String name) {
    forgetAll();
    client.namespaces().withName(name).delete();
    await("end of namespace " + name)
        .atMost(PATIENCE)
        .until(() -> client.namespaces().withName(name).get() == null);
  }

  public Resource<GoldenService> resource(String name) {
    return client.resources(GoldenService.class).withName(name);
  }

  /** Changes it as a developer would with kubectl edit. */
  public GoldenService edit(String name, UnaryOperator<GoldenService> change) {
    return await("edit of " + name)
        .ignoreExceptionsMatching(
            e -> e instanceof KubernetesClientException refused && refused.getCode() == 409)
        .until(() -> resource(name).edit(change), Objects::nonNull);
  }

  /** Sets one annotation, or removes it where the value is null. */
  public GoldenService annotate(String name, String key, String value) {
    return annotate(name, Collections.singletonMap(key, value));
  }

  /** Sets annotations in one edit; removes those whose value is null. */
  public GoldenService annotate(String name, Map<String, String> changes) {
    return edit(
        name,
        service -> {
          Map<String, String> annotations = service.getMetadata().getAnnotations();
          annotations.putAll(changes);
          annotations.values().removeIf(Objects::isNull);
          return service;
        });
  }

  public GoldenService awaitReady(String name) {
    return awaitCondition(name, ConditionType.READY, "True", "AllComponentsReady");
  }

  /** Waits until the condition says so, of the present generation. */
  public GoldenService awaitCondition(String name, String type, String status, String reason) {
    return awaitCondition(name, type, status, reason, () -> {});
  }

  private GoldenService awaitCondition(
      String name, String type, String status, String reason, Runnable meanwhile) {
    await("%s %s=%s %s".formatted(name, type, status, reason))
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              meanwhile.run();
              GoldenService service = get(name);
              Optional<StatusCondition> condition = condition(service, type);
              assertThat(condition)
                  .as("%s", service.getStatus())
                  .isPresent()
                  .get()
                  .satisfies(
                      found -> {
                        assertThat(found.status() + " " + found.reason())
                            .as("%s", found.message())
                            .isEqualTo(status + " " + reason);
                        assertThat(found.observedGeneration())
                            .isEqualTo(service.getMetadata().getGeneration());
                      });
            });
    return get(name);
  }

  public void awaitGone(String name) {
    await(name + " is gone").atMost(PATIENCE).until(() -> get(name) == null);
  }

  /** The Events about a service. */
  public List<Event> events(String name) {
    return client
        .v1()
        .events()
        .inNamespace("default")
        .withField("involvedObject.name", name)
        .list()
        .getItems();
  }

  /** The Events about every service. */
  public List<Event> events() {
    return client
        .v1()
        .events()
        .inNamespace("default")
        .withField("involvedObject.kind", "GoldenService")
        .list()
        .getItems();
  }

  public static Optional<StatusCondition> condition(GoldenService service, String type) {
    return StatusAssembler.find(Optional.ofNullable(service.getStatus()), type);
  }

  /** Every object that a service owns, the namespace first. */
  public List<GenericKubernetesResource> ownedObjects(String name) {
    return Components.kinds(platform()).stream()
        .filter(kind -> !kind.plural().endsWith("claims"))
        .flatMap(
            kind ->
                client
                    .genericKubernetesResources(kind.apiVersion(), kind.kind())
                    .inAnyNamespace()
                    .withLabel("goldenpath.dev/service", name)
                    .list()
                    .getItems()
                    .stream())
        .sorted(Comparator.comparing(object -> object.getMetadata().getNamespace() != null))
        .toList();
  }

  /** The resourceVersion of each owned object and of the service itself, by kind and name. */
  public Map<String, String> versions(String name) {
    Map<String, String> versions = new TreeMap<>();
    ownedObjects(name)
        .forEach(object -> versions.put(key(object), object.getMetadata().getResourceVersion()));
    return versions;
  }

  /** What an object is and who owns which of its fields, without what changes by time alone. */
  public Map<String, String> states(String name) {
    Map<String, String> states = new TreeMap<>();
    for (GenericKubernetesResource object : ownedObjects(name)) {
      object.getMetadata().setResourceVersion(null);
      object.getMetadata().setGeneration(null);
      object.getMetadata().getManagedFields().removeIf(GoldenServices::isOfStatus);
      object.getMetadata().getManagedFields().forEach(entry -> entry.setTime(null));
      withoutRollouts(object);
      object.getAdditionalProperties().remove("status");
      states.put(key(object), Serialization.asJson(object));
    }
    return states;
  }

  private static boolean isOfStatus(ManagedFieldsEntry entry) {
    return "status".equals(entry.getSubresource());
  }

  /** What a Deployment's controllers count and scale. */
  private static void withoutRollouts(GenericKubernetesResource object) {
    object.getMetadata().getAnnotations().remove("deployment.kubernetes.io/revision");
    if (object.getKind().equals("Deployment")) {
      object.<Map<String, Object>>get("spec").remove("replicas");
    }
  }

  public static String key(GenericKubernetesResource object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  private static dev.goldenpath.operator.goldenpath.Platform platform() {
    try {
      return new GoldenPathSource(
              new GoldenPathReader(Components.catalogue()),
              Optional.of(WithWorkloads.PATH_WITH_A_GATEWAY))
          .current()
          .spec()
          .platform();
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }
}
