package dev.goldenpath.operator.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.tryout.MarkdownTable;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A hostile team against the packaged operator with the image's flags, under the shipped rights and
 * policies: it may harm its own services, and nobody else's. What each attempt costs is written to
 * {@code target/hostile-inputs.md}, since times depend on the machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileInputIT {
  private static final Path FOLDER =
      Path.of("target", "controlplane", ProcessHandle.current().pid() + "-hostile");
  private static final Path REPORT = Path.of("target", "hostile-inputs.md");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MOST_EXPLAINED = 20;
  private static final int ANNOTATIONS_FIT = 250_000;
  private static final List<String> HOSTILE =
      IntStream.range(0, 20).mapToObj(i -> "t-hostile-" + i).toList();
  private static final String ELSEWHERE = "elsewhere";
  private static final List<String> INNOCENT = List.of("t-innocent-1", "t-innocent-2");

  private final MarkdownTable costs =
      new MarkdownTable("input", "as", "CPU a reconciliation", "afterwards");
  private final MarkdownTable neighbours = new MarkdownTable("another team's new service", "Ready");
  private final Map<String, Map<String, String>> remaining = new LinkedHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private ControlPlane controlPlane;
  private KubernetesClient developer;
  private GoldenServices services;
  private PlayedDatabase database;
  private OperatorProcess operator;

  @BeforeAll
  void two_teams() throws IOException {
    controlPlane = ControlPlane.start(FOLDER);
    Installation installation = new Installation(controlPlane.admin());
    installation.installPlatform();
    installation.apply(Files.readString(Path.of("deploy", "examples", "team.yaml")));
    developer = controlPlane.as("mallory", "payments", "system:authenticated");
    services = new GoldenServices(controlPlane.admin());
    database = new PlayedDatabase(controlPlane.admin()).answerAtOnce();
    controlPlane
        .admin()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(ELSEWHERE).endMetadata().build())
        .create();
    startOperator();
    INNOCENT.forEach(name -> services.create(name, "search", "bronze", "Retain"));
    HOSTILE.forEach(name -> new GoldenServices(developer).create(name, "bronze"));
    Stream.concat(INNOCENT.stream(), HOSTILE.stream()).forEach(services::awaitReady);
    neighbourIsServed("undisturbed");
  }

  @AfterAll
  void report() throws IOException {
    Files.writeString(REPORT, neighbours + "\n\n" + costs + "\n");
    System.out.println(Files.readString(REPORT));
    operator.close();
    database.close();
    developer.close();
    controlPlane.close();
  }

  @Test
  @Order(1)
  void what_is_relabelled_is_repaired_all_the_same() {
    String service = HOSTILE.get(0);
    String relabelled = "{'metadata':{'labels':{'goldenpath.dev/service':'elsewhere'}},%s}";
    attempt(
        client -> {
          patch(
              client,
              "v1",
              "ConfigMap",
              service,
              "golden-dashboard",
              relabelled.formatted("'data':{'foreign':'x'}"));
          patch(
              client,
              "monitoring.coreos.com/v1",
              "PrometheusRule",
              service,
              service,
              relabelled.formatted("'spec':{'groups':[]}"));
        });
    await("repair")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              GenericKubernetesResource rule = rule(service);
              assertThat(rule.<List<?>>get("spec", "groups")).isNotEmpty();
              ConfigMap dashboard =
                  controlPlane
                      .admin()
                      .configMaps()
                      .inNamespace(service)
                      .withName("golden-dashboard")
                      .get();
              assertThat(List.of(rule, dashboard))
                  .allSatisfy(
                      object ->
                          assertThat(object.getMetadata().getLabels())
                              .containsEntry("goldenpath.dev/service", service));
            });
  }

  @TestFactory
  @Order(2)
  Stream<DynamicTest> a_hatch_costs_its_owner_alone() {
    Map<String, Map<String, String>> hatches = HostileHatches.all();
    assertThat(hatches).hasSizeGreaterThan(60);
    return hatches.entrySet().stream()
        .map(
            input ->
                DynamicTest.dynamicTest(
                    input.getKey(), () -> hatch(input.getKey(), input.getValue())));
  }

  private void hatch(String what, Map<String, String> annotations) {
    String service = HOSTILE.get(next.getAndIncrement() % HOSTILE.size());
    revive();
    Object seen = hash(service);
    Vitals before = Vitals.of(operator);
    String as = attempt(client -> annotate(client, service, annotations));
    if (!as.startsWith("nobody") && isHatch(annotations.keySet())) {
      await(what)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> hasEnded() || !Objects.equals(hash(service), seen));
    }
    survives(what, as, before);
    String status = Serialization.asJson(services.get(service).getStatus());
    assertThat(annotations.keySet().stream().filter(status::contains))
        .as("keys that are explained")
        .hasSizeLessThanOrEqualTo(MOST_EXPLAINED);
    remaining.computeIfAbsent(service, key -> new HashMap<>()).putAll(annotations);
  }

  @TestFactory
  @Order(3)
  Stream<DynamicTest> a_flood_of_objects_costs_its_owner_alone() {
    String own = HOSTILE.get(1);
    return Stream.of(
        flood(
            "1,000 small objects with all our labels",
            client -> Floods.smallConfigMaps(client, own)),
        flood(
            "100 rules of a megabyte with all our labels",
            client -> Floods.largeRules(client, own, 100)),
        flood("its own dashboard of a megabyte", client -> Floods.blownUpDashboard(client, own)),
        flood("its own rules of a megabyte", client -> Floods.blownUpRule(client, own)),
        flood(
            "services with 250 kB of annotations",
            client ->
                HOSTILE.forEach(
                    name ->
                        annotate(
                            client,
                            name,
                            Map.of("example.org/foreign", "x".repeat(ANNOTATIONS_FIT))))),
        flood(
            "320 MB in its own namespace with our label",
            client -> Floods.largeConfigMaps(client, own)),
        flood(
            "320 MB in a namespace of no service with our label",
            client -> Floods.largeConfigMaps(client, ELSEWHERE)));
  }

  private DynamicTest flood(String what, Consumer<KubernetesClient> flood) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          revive();
          Vitals before = Vitals.of(operator);
          survives(what, attempt(flood), before);
          neighbourIsServed("beside " + what);
        });
  }

  @Test
  @Order(4)
  void with_all_of_it_there_a_restarted_operator_serves_everyone_else() {
    revive();
    remaining.forEach(this::annotateAsFits);
    operator.close();
    startOperator();
    neighbourIsServed("after a restart with all of it there");
    INNOCENT.forEach(services::awaitReady);
    costs.row("all of it and a restart", "", "", Vitals.of(operator).memory());
    assertThat(hasEnded()).isFalse();
  }

  /** As many of them as fit into one object. */
  private void annotateAsFits(String service, Map<String, String> hatches) {
    Map<String, String> fitting = new HashMap<>();
    int size = 0;
    for (Map.Entry<String, String> hatch : hatches.entrySet()) {
      size += (hatch.getKey() + hatch.getValue()).getBytes(StandardCharsets.UTF_8).length;
      if (size <= ANNOTATIONS_FIT) {
        fitting.put(hatch.getKey(), hatch.getValue());
      }
    }
    annotate(controlPlane.admin(), service, fitting);
  }

  /** As the developer, and where that is refused as the admin, for whom fewer policies count. */
  private String attempt(Consumer<KubernetesClient> action) {
    try {
      action.accept(developer);
      return "developer";
    } catch (KubernetesClientException refused) {
      assertThat(refused.getCode()).as("%s", refused.getMessage()).isBetween(400, 499);
    }
    try {
      action.accept(controlPlane.admin());
      return "admin";
    } catch (KubernetesClientException refused) {
      assertThat(refused.getCode()).as("%s", refused.getMessage()).isBetween(400, 499);
      return "nobody: %d by the API server".formatted(refused.getCode());
    }
  }

  /** Waits until the operator has nothing to do any more, in the process that it was before. */
  private void survives(String what, String as, Vitals before) {
    double[] seen = {-1};
    await("an end of the work on " + what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        // No answer for now, or for ever.
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(
            () -> {
              if (hasEnded()) {
                return true;
              }
              double last = seen[0];
              seen[0] = Vitals.of(operator).reconciliations();
              return last == seen[0];
            });
    if (hasEnded()) {
      costs.row(what, as, "", "the operator ended with code " + operator.onExit().join());
    }
    assertThat(hasEnded()).as("the operator has ended").isFalse();
    Vitals after = Vitals.of(operator);
    costs.row(what, as, after.cpuPerReconciliation(before), after.memory());
  }

  private void neighbourIsServed(String when) {
    String name = "t-neighbour-" + next.incrementAndGet();
    long start = System.nanoTime();
    services.create(name, "search", "bronze", "Retain");
    services.awaitReady(name);
    neighbours.row(when, (System.nanoTime() - start) / 1_000_000 + " ms");
  }

  /** For the next input, where the last one has ended the operator: one that has none of it. */
  private void revive() {
    if (hasEnded()) {
      operator.close();
      HOSTILE.forEach(name -> annotate(controlPlane.admin(), name, Map.of()));
      Stream.of(HOSTILE.get(1), ELSEWHERE)
          .forEach(namespace -> Floods.drain(controlPlane.admin(), namespace));
      startOperator();
    }
  }

  private boolean hasEnded() {
    return operator.onExit().isDone();
  }

  private void startOperator() {
    operator =
        OperatorProcess.start(
                controlPlane.operatorKubeconfig(),
                Map.of("PORT", "0"),
                FOLDER.resolve("operator-%d.log".formatted(next.incrementAndGet())))
            .awaitReady();
  }

  private static boolean isHatch(Set<String> keys) {
    return !Set.of("goldenpath.dev/adopt", "goldenpath.dev/confirm-deletion").containsAll(keys);
  }

  /** What the operator has seen of the hatches; under either of its names. */
  private Object hash(String service) {
    Map<?, ?> status =
        Serialization.unmarshal(Serialization.asJson(services.get(service).getStatus()), Map.class);
    return status.containsKey("observedHatches")
        ? status.get("observedHatches")
        : status.get("observedOverrides");
  }

  private GenericKubernetesResource rule(String service) {
    return controlPlane
        .admin()
        .genericKubernetesResources("monitoring.coreos.com/v1", "PrometheusRule")
        .inNamespace(service)
        .withName(service)
        .get();
  }

  private static void annotate(
      KubernetesClient client, String service, Map<String, String> annotations) {
    client
        .resources(GoldenService.class)
        .withName(service)
        .patch(
            PatchContext.of(PatchType.JSON),
            Serialization.asJson(
                List.of(
                    Map.of("op", "add", "path", "/metadata/annotations", "value", annotations))));
  }

  private static void patch(
      KubernetesClient client,
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String patch) {
    client
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch.replace('\'', '"'));
  }
}
