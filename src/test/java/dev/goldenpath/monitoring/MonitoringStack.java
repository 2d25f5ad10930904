package dev.goldenpath.monitoring;

import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.LoopbackPorts;
import dev.goldenpath.controlplane.MonitoringCrds;
import dev.goldenpath.controlplane.ServerProcess;
import dev.goldenpath.controlplane.ServerStack;
import dev.goldenpath.controlplane.Tool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * prometheus-operator at work on a control plane, and, once it has made their configuration, the
 * servers that it would run in pods.
 */
final class MonitoringStack implements AutoCloseable {
  static final String NAMESPACE = "monitoring";
  static final String PROMETHEUS = "k8s";

  /** What stands for a pod: an endpoint may not be a loopback address, so Prometheus maps it. */
  static final String POD_ADDRESS = "192.0.2.10";

  private static final String GENERATED = "prometheus-" + PROMETHEUS;
  private static final String RULES = "/etc/prometheus/rules/";

  private final Binaries binaries = Binaries.installed();
  private final ControlPlane controlPlane;
  private final Path workDir;
  private final ServerStack servers;
  private final int proxyPort;
  private final int prometheusPort;
  private final int alertmanagerPort;

  private MonitoringStack(ControlPlane controlPlane, Path workDir) throws IOException {
    this.controlPlane = controlPlane;
    this.workDir = Files.createDirectories(workDir).toAbsolutePath();
    this.servers = new ServerStack(this.workDir);
    List<Integer> ports = LoopbackPorts.free(3);
    proxyPort = ports.get(0);
    prometheusPort = ports.get(1);
    alertmanagerPort = ports.get(2);
  }

  /** Installs prometheus-operator's API and starts it; nothing is selected yet. */
  static MonitoringStack start(ControlPlane controlPlane, Path workDir) throws IOException {
    MonitoringStack stack = new MonitoringStack(controlPlane, workDir);
    try {
      stack.startOperator();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void startOperator() {
    Installation installation = new Installation(controlPlane.admin());
    MonitoringCrds.printedBy(binaries).all().forEach(installation::apply);
    controlPlane.kubectl("create", "namespace", NAMESPACE);
    // prometheus-operator takes no token outside of a pod, so the proxy adds it.
    ServerProcess proxy =
        servers.start(
            "kubectl-proxy",
            List.of(
                binaries.controlPlane("kubectl").toString(),
                "proxy",
                "--kubeconfig=" + controlPlane.kubeconfig(),
                "--address=127.0.0.1",
                "--port=" + proxyPort));
    proxy.awaitListening(proxyPort);
    servers.start(
        "prometheus-operator",
        List.of(
            binaries.monitoring("prometheus-operator").toString(),
            "--apiserver=" + apiServer(),
            "--web.listen-address=127.0.0.1:0",
            "--feature-gates=StatusForConfigurationResources=true"));
  }

  /** A Prometheus that takes monitors and rules with that label, of all namespaces. */
  void select(String label, String value) {
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: v1
            kind: Secret
            metadata: { name: alertmanagers, namespace: %1$s }
            stringData:
              alertmanagers.yaml: '[{ static_configs: [{ targets: ["127.0.0.1:%2$d"] }] }]'
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: Prometheus
            metadata: { name: %3$s, namespace: %1$s }
            spec:
              serviceMonitorSelector: { matchLabels: { %4$s: %5$s } }
              serviceMonitorNamespaceSelector: {}
              ruleSelector: { matchLabels: { %4$s: %5$s } }
              ruleNamespaceSelector: {}
              serviceDiscoveryRole: EndpointSlice
              apiserverConfig: { host: "%6$s" }
              additionalAlertManagerConfigs: { name: alertmanagers, key: alertmanagers.yaml }
              scrapeClasses:
                - name: loopback
                  default: true
                  relabelings:
                    - sourceLabels: [__address__]
                      regex: '%7$s:(\\d+)'
                      targetLabel: __address__
                      replacement: 127.0.0.1:$1
            """
                .formatted(
                    NAMESPACE,
                    alertmanagerPort,
                    PROMETHEUS,
                    label,
                    value,
                    apiServer(),
                    POD_ADDRESS.replace(".", "\\.")));
  }

  /** The configuration that prometheus-operator has made, where it has. */
  Optional<String> configuration() {
    Secret secret = controlPlane.admin().secrets().inNamespace(NAMESPACE).withName(GENERATED).get();
    return Optional.ofNullable(secret)
        .map(Secret::getData)
        .map(data -> data.get("prometheus.yaml.gz"))
        .map(MonitoringStack::unzipped);
  }

  /** The rule files that prometheus-operator has made, by name. */
  Map<String, String> ruleFiles() {
    ConfigMap files =
        controlPlane
            .admin()
            .configMaps()
            .inNamespace(NAMESPACE)
            .withName(GENERATED + "-rulefiles-0")
            .get();
    return files == null || files.getData() == null ? Map.of() : files.getData();
  }

  /**
   * Runs a Prometheus with what prometheus-operator has made by now.
   *
   * @param history what it has stored, in the format of OpenMetrics
   */
  Prometheus startPrometheus(String history) throws IOException {
    Path data = servers.data().resolve("prometheus");
    new Tool(binaries.monitoring("promtool"))
        .run(
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            Files.writeString(workDir.resolve("history.txt"), history).toString(),
            data.toString());
    Path rules = Files.createDirectories(workDir.resolve("rules"));
    Path inPod = Files.createDirectories(rules.resolve(GENERATED + "-rulefiles-0"));
    for (Map.Entry<String, String> file : ruleFiles().entrySet()) {
      Files.writeString(inPod.resolve(file.getKey()), file.getValue());
    }
    Path config =
        Files.writeString(
            workDir.resolve("prometheus.yaml"),
            configuration()
                .orElseThrow()
                .replace(RULES, rules + "/")
                .replace("$(SHARD)", "0")
                .replace("$(POD_NAME)", GENERATED + "-0"));
    ServerProcess process =
        servers.start(
            "prometheus",
            List.of(
                binaries.monitoring("prometheus").toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--web.listen-address=127.0.0.1:" + prometheusPort));
    Prometheus prometheus = new Prometheus(prometheusPort);
    process.await("ready", prometheus::isReady);
    return prometheus;
  }

  /** Runs an Alertmanager with that configuration. */
  Alertmanager startAlertmanager(String configuration) throws IOException {
    Path config = Files.writeString(workDir.resolve("alertmanager.yaml"), configuration);
    ServerProcess process =
        servers.start(
            "alertmanager",
            List.of(
                binaries.monitoring("alertmanager").toString(),
                "--config.file=" + config,
                "--storage.path=" + servers.data().resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + alertmanagerPort,
                "--cluster.listen-address="));
    Alertmanager alertmanager = new Alertmanager(alertmanagerPort);
    process.await("ready", alertmanager::isReady);
    return alertmanager;
  }

  private String apiServer() {
    return "http://127.0.0.1:" + proxyPort;
  }

  private static String unzipped(String base64) {
    try (GZIPInputStream zipped =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
      return new String(zipped.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    servers.close();
  }
}
