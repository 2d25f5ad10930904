package dev.goldenpath.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.RunningOperator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a prebuilt control plane, which has no controller manager, does with deleted namespaces. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayedNamespaceEndIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ControlPlane cluster;

  @BeforeAll
  void start(@TempDir Path workDir) {
    cluster = ControlPlane.start(workDir, ServerOptions.DEFAULT.withoutControllerManager());
    new Installation(cluster.admin()).installPlatform();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void there_is_no_controller_manager() {
    assertThat(cluster.pids()).containsOnlyKeys("etcd", "kube-apiserver");
    assertThat(cluster.hasControllerManager()).isFalse();
  }

  @Test
  void a_deleted_namespace_goes_away_with_what_is_in_it() {
    cluster.kubectl("create", "namespace", "other");
    cluster.kubectl("create", "configmap", "content", "-n", "other");
    cluster.kubectl("create", "namespace", "ending");
    cluster.kubectl("create", "configmap", "content", "-n", "ending");
    cluster.kubectl("create", "deployment", "app", "--image=app", "-n", "ending");
    cluster.kubectl("delete", "namespace", "ending", "--timeout=60s");
    assertThat(cluster.admin().configMaps().inNamespace("ending").list().getItems()).isEmpty();
    assertThat(cluster.admin().apps().deployments().inNamespace("ending").list().getItems())
        .isEmpty();
    assertThat(cluster.admin().configMaps().inNamespace("other").withName("content").get())
        .isNotNull();
  }

  @Test
  void it_waits_for_whoever_holds_an_object() {
    cluster.kubectl("create", "namespace", "held");
    cluster.kubectl("create", "configmap", "content", "-n", "held");
    var content = cluster.admin().configMaps().inNamespace("held").withName("content");
    content.edit(map -> withFinalizer(map));
    cluster.kubectl("delete", "namespace", "held", "--wait=false");
    await()
        .atMost(PATIENCE)
        .until(() -> content.require().getMetadata().getDeletionTimestamp() != null);
    assertThat(cluster.admin().namespaces().withName("held").get()).isNotNull();
    content.edit(map -> withoutFinalizers(map));
    await()
        .atMost(PATIENCE)
        .until(() -> cluster.admin().namespaces().withName("held").get() == null);
  }

  @Test
  void a_service_is_ready_and_can_be_deleted_with_its_namespace() {
    GoldenServices services = new GoldenServices(cluster.admin());
    try (RunningOperator operator =
            RunningOperator.start(cluster.operator(), Optional.<Path>empty());
        PlayedDatabase database = new PlayedDatabase(cluster.admin()).answerAtOnce()) {
      cluster.kubectl("apply", "-f", "deploy/examples/delete.yaml");
      cluster.kubectl("wait", "--for=condition=Ready", "gsvc", "--all", "--timeout=60s");
      cluster.kubectl("delete", "gsvc", "--all", "--timeout=60s");
      assertThat(cluster.kubectl("get", "namespaces", "-l", "goldenpath.dev/service")).isBlank();
    }
  }

  private static ConfigMap withFinalizer(ConfigMap map) {
    return map.edit().editMetadata().addToFinalizers("example.org/held").endMetadata().build();
  }

  private static ConfigMap withoutFinalizers(ConfigMap map) {
    return map.edit().editMetadata().withFinalizers().endMetadata().build();
  }
}
