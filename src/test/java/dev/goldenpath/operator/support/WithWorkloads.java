package dev.goldenpath.operator.support;

import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.controlplane.PlayedGateway;
import dev.goldenpath.controlplane.PlayedKubelet;
import dev.goldenpath.controlplane.PlayedQueue;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A test class on a platform with a Gateway, a kubelet and the operators of databases and queues:
 * whatever is asked of them is there at once.
 */
public abstract class WithWorkloads extends WithOperator {
  public static final Path PATH_WITH_A_GATEWAY =
      Path.of("src", "test", "resources", "golden-path-with-gateway.yaml");

  /** An image that runs. */
  protected static final String IMAGE = "ghcr.io/acme/checkout:1.0.0";

  /** One that runs, too. */
  protected static final String NEXT_IMAGE = "ghcr.io/acme/checkout:1.1.0";

  /** One that no registry has. */
  protected static final String MISSING_IMAGE = "ghcr.io/acme/missing:1.0.0";

  /** With these, a rollout that makes no progress has failed after ten seconds. */
  protected static final Map<String, String> SHORT_DEADLINE =
      Map.of(
          "override.goldenpath.dev/workload.progressDeadline", "10s",
          "override.goldenpath.dev/workload.startup", "5s");

  protected KubernetesClient client;
  protected PlayedKubelet kubelet;
  private List<AutoCloseable> players = List.of();

  @BeforeAll
  void startPlayers() {
    client = controlPlane.admin();
    kubelet = new PlayedKubelet(client).start();
    players =
        List.of(
            kubelet,
            new PlayedGateway(client).answerAtOnce(),
            new PlayedQueue(client).answerAtOnce(),
            new PlayedDatabase(client).answerAtOnce());
  }

  @AfterAll
  void stopPlayers() throws Exception {
    for (AutoCloseable player : players) {
      player.close();
    }
  }

  @Override
  protected Optional<Path> pathFile() {
    return Optional.of(PATH_WITH_A_GATEWAY);
  }

  /** A service with an image. */
  protected GoldenService run(String name, String tier, Map<String, String> annotations) {
    GoldenService created = run(name, tier, annotations, List.of());
    databaseCredentials(name);
    return created;
  }

  /** The same with optional components, and without the credentials of its database. */
  protected GoldenService run(
      String name, String tier, Map<String, String> annotations, List<String> uses) {
    GoldenService service = new GoldenService();
    service.setMetadata(
        new ObjectMetaBuilder().withName(name).withAnnotations(annotations).build());
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam("payments");
    spec.setTier(tier);
    spec.setImage(IMAGE);
    service.setSpec(spec);
    spec.setUses(uses.isEmpty() ? null : uses);
    return client.resource(service).create();
  }

  /** The same, once it is Ready. */
  protected GoldenService ready(String name, String tier, Map<String, String> annotations) {
    run(name, tier, annotations);
    return services.awaitReady(name);
  }

  /** What CloudNativePG makes beside a database. */
  protected void databaseCredentials(String namespace) {
    credentials(namespace, "postgres-app", "host", "port", "dbname", "username", "password", "uri");
  }

  /** What RabbitMQ's operator makes beside a queue. */
  protected void queueCredentials(String namespace) {
    credentials(namespace, "queue-default-user", "connection_string");
  }

  private void credentials(String namespace, String secret, String... keys) {
    await(namespace).until(() -> client.namespaces().withName(namespace).get() != null);
    Map<String, String> data = new TreeMap<>();
    for (String key : keys) {
      data.put(key, "x");
    }
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(secret)
                .withNamespace(namespace)
                .endMetadata()
                .withStringData(data)
                .build())
        .create();
  }

  /** Another image, as CI would set it. */
  protected void image(String name, String image) {
    controlPlane.kubectl(
        "patch", "gsvc", name, "--type=merge", "-p", "{\"spec\":{\"image\":\"" + image + "\"}}");
  }

  protected Deployment deployment(String name) {
    return client.apps().deployments().inNamespace(name).withName(name).get();
  }

  /** The uids of its pods. */
  protected List<String> pods(String name) {
    return client.pods().inNamespace(name).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(pod -> pod.getMetadata().getUid())
        .sorted()
        .toList();
  }
}
