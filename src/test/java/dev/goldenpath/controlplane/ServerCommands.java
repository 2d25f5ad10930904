package dev.goldenpath.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command lines of the servers, and the little that each reads from files. */
final class ServerCommands {
  /**
   * What a control plane without nodes can do, and what makes, counts and protects the pods that
   * {@link PlayedKubelet} runs. The rest would only wait for kubelets, or take away the pods of a
   * node that has none.
   */
  private static final List<String> CONTROLLERS =
      List.of(
          "namespace-controller",
          "garbage-collector-controller",
          "resourcequota-controller",
          "serviceaccount-controller",
          "serviceaccount-token-controller",
          "clusterrole-aggregation-controller",
          "endpointslice-controller",
          "deployment-controller",
          "replicaset-controller",
          "horizontal-pod-autoscaler-controller",
          "disruption-controller");

  private final Path workDir;
  private final Binaries binaries;
  private final LoopbackPorts ports;
  private final Credentials credentials;
  private final ServerOptions options;

  ServerCommands(
      Path workDir,
      Binaries binaries,
      LoopbackPorts ports,
      Credentials credentials,
      ServerOptions options) {
    this.workDir = workDir;
    this.binaries = binaries;
    this.ports = ports;
    this.credentials = credentials;
    this.options = options;
  }

  String apiServerUrl() {
    return "https://127.0.0.1:" + ports.apiServer();
  }

  Path auditLog() {
    return workDir.resolve("audit.log");
  }

  List<String> etcd(Path data) {
    String peer = "http://127.0.0.1:" + ports.etcdPeer();
    return List.of(
        binaries.controlPlane("etcd").toString(),
        "--data-dir=" + data,
        "--listen-client-urls=" + etcdUrl(),
        "--advertise-client-urls=" + etcdUrl(),
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--quota-backend-bytes=" + ((long) options.etcdMegabytes() << 20),
        // The data need not survive a power cut, and syncing is most of what a write costs.
        "--unsafe-no-fsync");
  }

  List<String> apiServer() throws IOException {
    // The server appends, and an earlier run in this directory must not count.
    Files.deleteIfExists(auditLog());
    Path policy = Files.writeString(workDir.resolve("audit-policy.yaml"), options.auditPolicy());
    return List.of(
        binaries.controlPlane("kube-apiserver").toString(),
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + ports.apiServer(),
        "--cert-dir=" + credentials.certificates(),
        "--etcd-servers=" + etcdUrl(),
        "--authorization-mode=RBAC",
        "--anonymous-auth=false",
        "--token-auth-file=" + credentials.tokenFile(),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + credentials.serviceAccountKey(),
        "--service-account-signing-key-file=" + credentials.serviceAccountKey(),
        "--service-cluster-ip-range=10.0.0.0/16",
        // An endpoint may not be a loopback address, so the reconciler could only log errors.
        "--endpoint-reconciler-type=none",
        // Mutating policies are beta, and off, up to Kubernetes 1.35.
        "--feature-gates=MutatingAdmissionPolicy=true",
        "--runtime-config=admissionregistration.k8s.io/v1beta1=true",
        "--audit-policy-file=" + policy,
        "--audit-log-path=" + auditLog(),
        // Never rotated, or requests would be missed.
        "--audit-log-maxsize=100000");
  }

  List<String> controllerManager(Path kubeconfig) {
    return List.of(
        binaries.controlPlane("kube-controller-manager").toString(),
        "--kubeconfig=" + kubeconfig,
        "--secure-port=0",
        "--leader-elect=false",
        "--controllers=" + String.join(",", CONTROLLERS),
        // By default a test of a scaled service would wait for 15 s. More often costs too much:
        // without metrics, each time is a failure with Events, for every autoscaler there is.
        "--horizontal-pod-autoscaler-sync-period=5s",
        "--service-account-private-key-file=" + credentials.serviceAccountKey(),
        "--root-ca-file=" + credentials.authority(),
        // The default of 20 requests per second makes a test that deletes many namespaces wait.
        "--kube-api-qps=200",
        "--kube-api-burst=400");
  }

  int etcdPort() {
    return ports.etcd();
  }

  int apiServerPort() {
    return ports.apiServer();
  }

  String etcdUrl() {
    return "http://127.0.0.1:" + ports.etcd();
  }
}
