package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.RunningOperator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On a control plane of its own: the shared one has every API. */
class MissingApiIT {

  @Test
  void the_operator_goes_on_by_itself_when_the_missing_apis_appear() {
    Path folder =
        Path.of("target", "controlplane", ProcessHandle.current().pid() + "-without-apis");
    try (ControlPlane controlPlane = ControlPlane.start(folder)) {
      Installation installation = new Installation(controlPlane.admin());
      installation.installOperatorResources();
      GoldenServices services = new GoldenServices(controlPlane.admin());
      try (RunningOperator operator = RunningOperator.start(controlPlane.operator())) {
        services.create("early", "gold");
        for (String component : new String[] {"Postgres", "Monitoring", "Slo"}) {
          services.awaitCondition("early", component + "Ready", "False", "ApiNotInstalled");
        }
        for (String component : new String[] {"Quota", "Network", "Dashboard"}) {
          services.awaitCondition("early", component + "Ready", "True", "Applied");
        }
        services.awaitCondition("early", "Reconciling", "True", "PostgresProgressing");

        installation.installMonitoringApis();
        services.awaitCondition("early", "MonitoringReady", "True", "Applied");
        services.awaitCondition("early", "SloReady", "True", "Applied");
        services.awaitCondition("early", "PostgresReady", "False", "ApiNotInstalled");

        installation.installDatabaseApi();
        services.makeReady("early");

        // So are the APIs of what selects them, though a service that is ready asks for nothing.
        installation.installPrometheusWorkloadApis();
        installation.apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata: { name: monitoring }
            ---
            apiVersion: monitoring.coreos.com/v1alpha1
            kind: PrometheusAgent
            metadata: { name: late, namespace: monitoring }
            spec: { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }
            """);
        services.awaitCondition("early", "MonitoringReady", "True", "Selected");

        // What came late is watched like the rest.
        controlPlane.kubectl("delete", "servicemonitor", "early", "-n", "early");
        await()
            .until(
                () ->
                    controlPlane
                            .kubectlResult("get", "servicemonitor", "early", "-n", "early")
                            .exitCode()
                        == 0);

        controlPlane.kubectl("delete", "crd", "servicemonitors.monitoring.coreos.com");
        services.awaitCondition("early", "MonitoringReady", "False", "ApiNotInstalled");
        installation.installMonitoringApis();
        await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(
                () ->
                    assertThat(
                            GoldenServices.condition(services.get("early"), "MonitoringReady")
                                .orElseThrow()
                                .holds())
                        .isTrue());
        assertThat(operator.died()).isFalse();
      }
    }
  }
}
