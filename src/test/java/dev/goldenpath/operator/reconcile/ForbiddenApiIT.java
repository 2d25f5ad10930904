package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.OnControlPlane;
import dev.goldenpath.operator.support.RunningOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API that is served and may not be read is the matter of the services that ask for it. */
@OnControlPlane
class ForbiddenApiIT {
  private static final Map<String, String> BY_CLAIM =
      Map.of("override.goldenpath.dev/postgres.provider", "crossplane");

  @TempDir private Path folder;

  @Test
  void an_api_that_may_not_be_read_stops_neither_the_others_nor_a_start() throws IOException {
    Path servers =
        Path.of("target", "controlplane", ProcessHandle.current().pid() + "-forbidden-api");
    try (ControlPlane controlPlane = ControlPlane.start(servers)) {
      Installation installation = new Installation(controlPlane.admin());
      installation.installOperatorResources();
      installation.installDatabaseApi();
      installation.installClaimApi();
      GoldenServices services = new GoldenServices(controlPlane.admin());
      Path document = write("1.0.0");
      try (RunningOperator operator = start(controlPlane, document)) {
        services.create("claims", "bronze", BY_CLAIM);
        services.awaitCondition("claims", "PostgresReady", "False", "ApiForbidden");

        // All else goes on: another document, and another API.
        write("1.1.0");
        await()
            .untilAsserted(
                () ->
                    assertThat(services.get("claims").getStatus().path().version())
                        .isEqualTo("1.1.0"));
        installation.installMonitoringApis();
        services.awaitCondition("claims", "MonitoringReady", "True", "Applied");
        // Of what selects monitors, one kind may not be listed: then nothing is known.
        withoutAgents(controlPlane);
        installation.installPrometheusWorkloadApis();
        installation.apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata: { name: monitoring }
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: Prometheus
            metadata: { name: platform, namespace: monitoring }
            spec:
              serviceMonitorSelector: { matchLabels: { release: platform } }
              serviceMonitorNamespaceSelector: {}
              ruleSelector: {}
              ruleNamespaceSelector: {}
            """);
        services.awaitCondition("claims", "SloReady", "True", "Selected");
        services.awaitCondition("claims", "MonitoringReady", "True", "Applied");
        assertThat(
                GoldenServices.condition(services.get("claims"), "MonitoringReady")
                    .orElseThrow()
                    .message())
            .contains("PrometheusAgent objects may not be listed by the operator");
        assertThat(operator.died()).isFalse();
      }
      try (RunningOperator operator = start(controlPlane, document)) {
        services.create("other", "bronze");
        services.makeReady("other");
        services.awaitCondition("claims", "PostgresReady", "False", "ApiForbidden");

        controlPlane.kubectl(
            "create",
            "clusterrole",
            "claims",
            "--verb=get,list,watch,create,patch",
            "--resource=postgresclaims.database.example.org");
        controlPlane.kubectl(
            "create",
            "clusterrolebinding",
            "claims",
            "--clusterrole=claims",
            "--serviceaccount=golden-service-system:golden-service-operator");
        services.awaitCondition("claims", "PostgresReady", "False", "ClaimPending");
        assertThat(operator.died()).isFalse();
      }
    }
  }

  /** The rights of an installation whose operator was upgraded and whose role was not. */
  private static void withoutAgents(ControlPlane controlPlane) {
    controlPlane
        .admin()
        .rbac()
        .clusterRoles()
        .withName("golden-service-operator")
        .edit(
            role -> {
              role.getRules().forEach(rule -> rule.getResources().remove("prometheusagents"));
              return role;
            });
  }

  private static RunningOperator start(ControlPlane controlPlane, Path document) {
    return RunningOperator.start(controlPlane.operator(), Optional.of(document));
  }

  private Path write(String version) throws IOException {
    return Files.writeString(
        folder.resolve("path.yaml"),
        Documents.builtIn().replace("version: 1.0.0", "version: " + version));
  }
}
