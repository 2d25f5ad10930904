package dev.goldenpath.operator.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.support.GoldenServices;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Team payments, which tries what its developers may, and what takes an admin where they may not.
 */
final class HostileTeam implements AutoCloseable {
  static final List<String> SERVICES =
      IntStream.range(0, 20).mapToObj(i -> "t-hostile-" + i).toList();

  /** A namespace of no service. */
  static final String ELSEWHERE = "elsewhere";

  static final String NOBODY = "nobody";
  private static final int ANNOTATIONS_FIT = 250_000;

  /** No hatches, though their keys are ours: they are not in the hash of what was seen. */
  private static final Set<String> NO_HATCHES =
      Set.of("goldenpath.dev/adopt", "goldenpath.dev/confirm-deletion");

  private final ControlPlane controlPlane;
  private final KubernetesClient admin;
  private final KubernetesClient developer;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<String, Map<String, String>> let = new HashMap<>();

  HostileTeam(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    admin = controlPlane.admin();
    developer = controlPlane.as("mallory", "payments", "system:authenticated");
  }

  /** Its services, of which none does harm yet. */
  void createServices() {
    SERVICES.forEach(name -> new GoldenServices(developer).create(name, "bronze"));
  }

  /** The services take turns. */
  String nextService() {
    return SERVICES.get(next.getAndIncrement() % SERVICES.size());
  }

  /**
   * Does it as the developer, and where that is refused as the admin, for whom fewer policies
   * count.
   *
   * @return who was let
   */
  String attempt(Consumer<KubernetesClient> action) {
    for (Map.Entry<String, KubernetesClient> who :
        List.of(Map.entry("developer", developer), Map.entry("admin", admin))) {
      try {
        action.accept(who.getValue());
        return who.getKey();
      } catch (KubernetesClientException refused) {
        // Refused is the request, and not the server that failed on it.
        assertThat(refused.getCode()).as("%s", refused.getMessage()).isBetween(400, 499);
      }
    }
    return NOBODY;
  }

  /**
   * Sets a service's annotations, and no others.
   *
   * @return who was let
   */
  String annotate(String service, Map<String, String> annotations) {
    String who = attempt(client -> annotate(client, service, annotations));
    if (!who.equals(NOBODY)) {
      let.computeIfAbsent(service, key -> new HashMap<>()).putAll(annotations);
    }
    return who;
  }

  /** All that it was let, at once: as much of it as fits into its services. */
  void annotateAll() {
    let.forEach((service, annotations) -> annotate(admin, service, fitting(annotations)));
  }

  private static Map<String, String> fitting(Map<String, String> annotations) {
    Map<String, String> fitting = new HashMap<>();
    int size = 0;
    for (Map.Entry<String, String> each : annotations.entrySet()) {
      int more = (each.getKey() + each.getValue()).getBytes(StandardCharsets.UTF_8).length;
      if (size + more <= ANNOTATIONS_FIT) {
        fitting.put(each.getKey(), each.getValue());
        size += more;
      }
    }
    return fitting;
  }

  /** As much as an object may have beside a name, in every service. */
  static void fillServices(KubernetesClient client) {
    Map<String, String> large = Map.of("example.org/foreign", "x".repeat(ANNOTATIONS_FIT));
    SERVICES.forEach(name -> annotate(client, name, large));
  }

  /** Takes away what may do harm; the admin's part after an incident. */
  void cleanUp() {
    SERVICES.forEach(name -> annotate(admin, name, Map.of()));
    List.of(SERVICES.get(1), ELSEWHERE).forEach(namespace -> Floods.drain(controlPlane, namespace));
  }

  /** What the operator has seen of a service's hatches; under either of its names. */
  Object hatchesSeen(String service) {
    Map<?, ?> status = Serialization.unmarshal(status(service), Map.class);
    return status.containsKey("observedHatches")
        ? status.get("observedHatches")
        : status.get("observedHatches");
  }

  /** A service's status, as JSON. */
  String status(String service) {
    return Serialization.asJson(new GoldenServices(admin).get(service).getStatus());
  }

  /** Whether the operator says that it has seen them. */
  static boolean areHatches(Map<String, String> annotations) {
    return !NO_HATCHES.containsAll(annotations.keySet());
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

  @Override
  public void close() {
    developer.close();
  }
}
