package dev.goldenpath.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.OnControlPlane;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that start with a path document that cannot be used. */
@OnControlPlane
class UnusablePathIT {
  private static final Path BUILT_IN = Path.of("src", "main", "resources", "golden-path.yaml");
  private static final String BROKEN = "kind: [unclosed\n";
  private static final String PROBLEM = "path.yaml: line 1: while parsing a flow sequence";

  @TempDir private Path folder;
  private ControlPlane controlPlane;
  private GoldenServices services;

  @BeforeEach
  void install(ControlPlane own) {
    controlPlane = own;
    services = new GoldenServices(own.admin());
  }

  @Test
  void it_waits_touches_nothing_and_goes_on_by_itself_when_the_document_is_mended()
      throws Exception {
    String leaving = "t-unusable-leaving";
    String coming = "t-unusable-coming";
    write(Files.readString(BUILT_IN));
    try (OperatorProcess before = start("before").awaitReady()) {
      services.createReady(leaving, "bronze");
    }
    write(BROKEN);
    AuditLog log = new AuditLog(controlPlane.auditLog());
    int mark = log.mark();
    try (OperatorProcess operator = start("alone").awaitListening()) {
      await().untilAsserted(() -> assertThat(get(operator, "/readyz").body()).contains(PROBLEM));
      assertThat(get(operator, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(operator, "/livez").statusCode()).isEqualTo(200);
      assertThat(operator.metrics())
          .contains("goldenpath_path_document_valid 0.0", "goldenpath_leading 0.0");
      services.create(coming, "bronze");
      controlPlane.kubectl("delete", "gsvc", leaving, "--wait=false");

      Files.delete(document());
      await()
          .untilAsserted(
              () ->
                  assertThat(get(operator, "/readyz").body())
                      .contains("path.yaml: does not exist"));
      assertThat(get(operator, "/livez").statusCode()).isEqualTo(200);
      assertThat(log.since(mark)).as("its requests").isEmpty();
      assertThat(services.get(leaving).getMetadata().getDeletionTimestamp()).isNotNull();
      assertThat(Files.readString(operator.log()))
          .containsOnlyOnce(PROBLEM)
          .containsOnlyOnce("does not exist; no service is reconciled and deletions wait")
          .doesNotContain("\tat ");

      write(Files.readString(BUILT_IN) + "color: unknown to this release\n");
      operator.awaitReady();
      services.awaitGone(leaving);
      services.awaitCondition(coming, "NamespaceReady", "True", "Applied");
      assertThat(operator.metrics())
          .contains(
              "goldenpath_path_document_valid 1.0",
              "goldenpath_path_ignored_fields 1.0",
              "goldenpath_leading 1.0");
      assertThat(Files.readString(operator.log()))
          .containsOnlyOnce("color: is unknown to this release and ignored");
    }
  }

  @Test
  void told_to_stop_while_it_waits_it_ends_cleanly() throws Exception {
    write(BROKEN);
    try (OperatorProcess operator = start("stopped").awaitListening()) {
      await().untilAsserted(() -> assertThat(get(operator, "/readyz").body()).contains(PROBLEM));
      operator.handle().destroy();

      assertThat(operator.onExit().orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(143);
      assertThat(Files.readString(operator.log())).contains("stopping").doesNotContain("\tat ");
    }
  }

  @Test
  void a_replica_that_waits_leaves_the_lease_to_one_that_can_lead() throws Exception {
    String service = "t-unusable-two";
    write(BROKEN);
    try (OperatorProcess waiting = start("replica-waiting").awaitListening()) {
      await().untilAsserted(() -> assertThat(get(waiting, "/readyz").body()).contains(PROBLEM));
      try (OperatorProcess healthy =
          OperatorProcess.start(
                  controlPlane.operatorKubeconfig(),
                  Map.of("PORT", "0", "LEADER_ELECTION", "true", "POD_NAME", "replica-healthy"),
                  folder.resolve("healthy.log"))
              .awaitReady()) {
        services.createReady(service, "bronze");

        assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("replica-healthy");
        assertThat(get(waiting, "/livez").statusCode()).isEqualTo(200);
        assertThat(get(waiting, "/readyz").statusCode()).isEqualTo(503);

        write(Files.readString(BUILT_IN));
        waiting.awaitReady();
        assertThat(waiting.metrics()).contains("goldenpath_leading 0.0");
      }
      await("it leads when the other has gone")
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() -> assertThat(waiting.metrics()).contains("goldenpath_leading 1.0"));
    }
  }

  private OperatorProcess start(String name) {
    return OperatorProcess.start(
        controlPlane.operatorKubeconfig(),
        Map.of(
            "PORT", "0",
            "LEADER_ELECTION", "true",
            "POD_NAME", name,
            "WATCH_INTERVAL", "500ms",
            "GOLDEN_PATH_FILE", document().toString()),
        folder.resolve(name + ".log"));
  }

  private Path document() {
    return folder.resolve("path.yaml");
  }

  private void write(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next.yaml"), text);
    Files.move(next, document(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Resource<Lease> lease() {
    return controlPlane
        .admin()
        .leases()
        .inNamespace("golden-service-system")
        .withName("golden-service-operator");
  }

  private static HttpResponse<String> get(OperatorProcess operator, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(operator.address().resolve(path)).build(),
            BodyHandlers.ofString());
  }
}
