package dev.goldenpath.operator.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.tryout.MarkdownTable;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
 * {@code target/hostile-inputs.md}, since times depend on the machine. Of the hatches it tries
 * every sixth, of the floods every third; {@code -Dhostile.inputs} chooses others, by an expression
 * for their names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileInputIT {
  private static final Path FOLDER =
      Path.of("target", "controlplane", ProcessHandle.current().pid() + "-hostile");
  private static final Path REPORT = Path.of("target", "hostile-inputs.md");
  private static final Optional<String> CHOSEN =
      Optional.ofNullable(System.getProperty("hostile.inputs"));
  private static final int SAMPLE = 6;
  private static final int FLOODS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MOST_EXPLAINED = 20;
  private static final List<String> INNOCENT = List.of("t-innocent-1", "t-innocent-2");

  private final MarkdownTable costs =
      new MarkdownTable("input", "as", "CPU a reconciliation", "afterwards");
  private final MarkdownTable neighbours = new MarkdownTable("another team's new service", "Ready");
  private final AtomicInteger next = new AtomicInteger();
  private ControlPlane controlPlane;
  private HostileTeam team;
  private GoldenServices services;
  private PlayedDatabase database;
  private OperatorProcess operator;

  @BeforeAll
  void two_teams() throws IOException {
    controlPlane = ControlPlane.start(FOLDER);
    Installation installation = new Installation(controlPlane.admin());
    installation.installPlatform();
    installation.apply(Files.readString(Path.of("deploy", "examples", "team.yaml")));
    team = new HostileTeam(controlPlane);
    services = new GoldenServices(controlPlane.admin());
    database = new PlayedDatabase(controlPlane.admin()).answerAtOnce();
    controlPlane
        .admin()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(HostileTeam.ELSEWHERE)
                .endMetadata()
                .build())
        .create();
    startOperator();
    INNOCENT.forEach(name -> services.create(name, "search", "bronze", "Retain"));
    team.createServices();
    Stream.concat(INNOCENT.stream(), HostileTeam.SERVICES.stream()).forEach(services::awaitReady);
    neighbourIsServed("undisturbed");
  }

  @AfterAll
  void report() throws IOException {
    Files.writeString(REPORT, neighbours + "\n\n" + costs + "\n");
    System.out.println(Files.readString(REPORT));
    operator.close();
    database.close();
    team.close();
    controlPlane.close();
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> a_hatch_costs_its_owner_alone() {
    Map<String, Map<String, String>> hatches = HostileHatches.all();
    assertThat(hatches).hasSizeGreaterThan(60);
    AtomicInteger number = new AtomicInteger();
    return hatches.entrySet().stream()
        .filter(
            input ->
                CHOSEN
                    .map(input.getKey()::matches)
                    .orElseGet(() -> number.getAndIncrement() % SAMPLE == 0))
        .map(
            input ->
                DynamicTest.dynamicTest(
                    input.getKey(), () -> hatch(input.getKey(), input.getValue())));
  }

  private void hatch(String what, Map<String, String> annotations) {
    revive();
    String service = team.nextService();
    Object seen = team.hatchesSeen(service);
    Vitals before = Vitals.of(operator);
    String as = team.annotate(service, annotations);
    if (!as.equals(HostileTeam.NOBODY) && HostileTeam.areHatches(annotations)) {
      await(what)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> hasEnded() || !Objects.equals(team.hatchesSeen(service), seen));
    }
    survives(what, as, before);
    String status = team.status(service);
    assertThat(annotations.keySet().stream().filter(status::contains))
        .as("keys that are explained")
        .hasSizeLessThanOrEqualTo(MOST_EXPLAINED);
  }

  @TestFactory
  @Order(2)
  Stream<DynamicTest> a_flood_of_objects_costs_its_owner_alone() {
    String own = HostileTeam.SERVICES.get(1);
    Stream<DynamicTest> all =
        Stream.of(
            flood(
                "1,000 small objects with all our labels",
                client -> Floods.smallConfigMaps(client, own)),
            flood(
                "100 rules of a megabyte with all our labels",
                client -> Floods.largeRules(client, own, 100)),
            flood(
                "its own dashboard of a megabyte", client -> Floods.blownUpDashboard(client, own)),
            flood("its own rules of a megabyte", client -> Floods.blownUpRule(client, own)),
            flood("services with 250 kB of annotations", HostileTeam::fillServices),
            flood(
                "320 MB in its own namespace with our label",
                client -> Floods.largeConfigMaps(client, own)),
            flood(
                "320 MB in a namespace of no service with our label",
                client -> Floods.largeConfigMaps(client, HostileTeam.ELSEWHERE)));
    AtomicInteger number = new AtomicInteger();
    return all.filter(
        flood ->
            CHOSEN
                .map(flood.getDisplayName()::matches)
                .orElseGet(() -> number.getAndIncrement() % FLOODS == 0));
  }

  private DynamicTest flood(String what, Consumer<KubernetesClient> flood) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          revive();
          Vitals before = Vitals.of(operator);
          survives(what, team.attempt(flood), before);
          neighbourIsServed("beside " + what);
        });
  }

  @Test
  @Order(3)
  void with_all_of_it_there_a_restarted_operator_serves_everyone_else() {
    revive();
    team.annotateAll();
    operator.close();
    startOperator();
    neighbourIsServed("after a restart with all of it there");
    INNOCENT.forEach(services::awaitReady);
    costs.row("all of it and a restart", "", "", Vitals.of(operator).memory());
    assertThat(hasEnded()).isFalse();
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
    if (hasEnded() || !answers()) {
      operator.close();
      team.cleanUp();
      startOperator();
    }
  }

  /** A process that has no memory left may take minutes to end. */
  private boolean answers() {
    try {
      return !operator.metrics().isEmpty();
    } catch (UncheckedIOException e) {
      return false;
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
}
