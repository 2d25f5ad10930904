package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.operator.support.GoldenPaths;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.OnControlPlane;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas, of which the leading one is killed or frozen amid a rollout. {@code make rollouts}
 * does it at 20 moments of rollouts to 60 services.
 */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloutLeadershipIT {
  private static final int MOMENTS = Integer.getInteger("rollout.moments", 1);
  private static final int SERVICES = Integer.getInteger("rollout.services", 6);
  private static final int MAX_CONCURRENCY = Math.max(2, SERVICES / 6);
  private static final Duration FROZEN = Duration.ofSeconds(30);

  /** A rollout takes about as long, and writes its state every five seconds at most. */
  private static final int LATEST_MOMENT_MS = 30_000;

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Random random = new Random(Long.getLong("rollout.seed", 1));
  private final Map<String, List<String>> versions = new ConcurrentHashMap<>();
  private final List<Integer> inFlight = new CopyOnWriteArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private ControlPlane controlPlane;
  private Replicas replicas;
  private List<String> fleet;

  @TempDir private static Path folder;

  @BeforeAll
  void aFleet(ControlPlane own) {
    controlPlane = own;
    replicas = new Replicas(own, "rollout");
    replicas.start();
    replicas.start();
    GoldenServices services = new GoldenServices(own.admin());
    fleet = IntStream.range(0, SERVICES).mapToObj(index -> "t-led-" + index).toList();
    fleet.forEach(each -> services.create(each, "bronze"));
    fleet.forEach(services::makeReady);
    apply(0);
    awaitMoved(0);
    follow("GoldenService", object -> versions(object).add(version(object)));
    follow(
        "GoldenPath",
        object ->
            inFlight.add(
                object.get("status", "rollout", "inFlight") instanceof Collection<?> flying
                    ? flying.size()
                    : 0));
  }

  @AfterAll
  void stop() {
    watches.forEach(Watch::close);
    new GoldenServices(controlPlane.admin()).forgetAll();
    new GoldenPaths(controlPlane, folder).remove();
    replicas.close();
  }

  @Test
  void whoever_leads_no_service_moves_twice_and_no_more_at_once_than_may() {
    for (int moment = 1; moment <= MOMENTS; moment++) {
      versions.clear();
      inFlight.clear();
      apply(moment);
      Duration delay = Duration.ofMillis(random.nextInt(LATEST_MOMENT_MS));
      String how = moment % 2 == 1 ? "kill -9" : "SIGSTOP";
      System.out.printf("rollout %d: %s after %d ms%n", moment, how, delay.toMillis());
      await().pollDelay(delay).atMost(delay.plusSeconds(5)).until(() -> true);
      if (moment % 2 == 1) {
        kill();
      } else {
        freeze();
      }
      awaitMoved(moment);
      String before = text(moment - 1);
      String after = text(moment);
      assertThat(versions.entrySet())
          .allSatisfy(
              each ->
                  assertThat(each.getValue().stream().filter(v -> !v.equals(before)).distinct())
                      .as(each.getKey())
                      .containsExactly(after));
      assertThat(versions.values())
          .allSatisfy(each -> assertThat(each.lastIndexOf(before)).isLessThan(each.indexOf(after)));
      assertThat(inFlight).allMatch(number -> number <= MAX_CONCURRENCY);
      assertThat(inFlight).contains(MAX_CONCURRENCY);
    }
  }

  private void kill() {
    OperatorProcess leader = replicas.remove(replicas.leader());
    Replicas.signal("-KILL", leader);
    leader.close();
    replicas.start();
  }

  private void freeze() {
    OperatorProcess leader = replicas.remove(replicas.leader());
    Replicas.signal("-STOP", leader);
    await().pollDelay(FROZEN).atMost(FROZEN.plusSeconds(5)).until(() -> true);
    Replicas.signal("-CONT", leader);
    leader.onExit().orTimeout(Replicas.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    replicas.start();
  }

  private void awaitMoved(int revision) {
    await("all have " + text(revision))
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        controlPlane.kubectl(
                            "get", "gsvc", "-o", "jsonpath={.items[*].status.path.version}"))
                    .isEqualTo(
                        String.join(" ", fleet.stream().map(each -> text(revision)).toList())));
  }

  private List<String> versions(GenericKubernetesResource service) {
    return versions.computeIfAbsent(
        service.getMetadata().getName(), name -> new CopyOnWriteArrayList<>());
  }

  private static String version(GenericKubernetesResource service) {
    return service.get("status", "path", "version");
  }

  private void follow(String kind, Consumer<GenericKubernetesResource> seen) {
    watches.add(
        controlPlane
            .admin()
            .genericKubernetesResources("goldenpath.dev/v1alpha1", kind)
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, GenericKubernetesResource object) {
                    seen.accept(object);
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    throw new IllegalStateException(cause);
                  }
                }));
  }

  private void apply(int revision) {
    try {
      Path file = folder.resolve("path.yaml");
      Files.writeString(
          file,
          """
          apiVersion: goldenpath.dev/v1alpha1
          kind: GoldenPath
          metadata: { name: default }
          spec:
            version: %s
            rollout: { minReady: 1s, waves: [{ name: all, maxConcurrency: %d }] }
            components: { quota: { parameters: { pods: { tiers: { bronze: %d } } } } }
          """
              .formatted(text(revision), MAX_CONCURRENCY, 20 + revision));
      controlPlane.kubectl("apply", "-f", file.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(int revision) {
    return "1." + revision + ".0";
  }
}
