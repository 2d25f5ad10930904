package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A running Kubernetes API with RBAC, admission, garbage collection and an audit log, but without
 * nodes: objects behave as in a cluster, and nothing runs in pods, not even with a {@link
 * PlayedKubelet}. Empty at every start. Without a controller manager, nothing is collected but what
 * is in a deleted namespace.
 */
public final class ControlPlane implements AutoCloseable {
  private static final String API_SERVER = "kube-apiserver";

  private final ServerStack servers;
  private final ServerCommands commands;
  private final ApiAccess access;
  private final ServerOptions options;
  private KubernetesClient admin;
  private PlayedNamespaceEnd namespaceEnd;

  private ControlPlane(Path workDir, ServerOptions options) throws IOException {
    this.options = options;
    Binaries binaries = Binaries.installed();
    Credentials credentials = Credentials.create(workDir);
    commands = new ServerCommands(workDir, binaries, LoopbackPorts.free(), credentials, options);
    access = new ApiAccess(workDir, binaries, credentials, commands.apiServerUrl());
    servers = new ServerStack(workDir, options.launcher());
  }

  /**
   * Starts the servers and waits until they work; they stop with the JVM at the latest.
   *
   * @param workDir where logs, tokens and kubeconfigs go; made if it is not there
   */
  public static ControlPlane start(Path workDir) {
    return start(workDir, ServerOptions.DEFAULT);
  }

  /** The same with other options. */
  public static ControlPlane start(Path workDir, ServerOptions options) {
    try {
      return startOnce(workDir.toAbsolutePath(), options);
    } catch (ServerProcess.PortTakenException e) {
      return startOnce(workDir.toAbsolutePath(), options);
    }
  }

  private static ControlPlane startOnce(Path workDir, ServerOptions options) {
    try {
      // The tokens in it make anyone a cluster admin.
      Files.setPosixFilePermissions(
          Files.createDirectories(workDir), PosixFilePermissions.fromString("rwx------"));
      ControlPlane controlPlane = new ControlPlane(workDir, options);
      try {
        controlPlane.startServers();
        return controlPlane;
      } catch (IOException | RuntimeException e) {
        controlPlane.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the control plane's files cannot be written", e);
    }
  }

  private void startServers() throws IOException {
    ServerProcess etcd = servers.start("etcd", commands.etcd(servers.data()));
    etcd.awaitListening(commands.etcdPort());

    startApiServer();

    admin = access.client(Credentials.ADMIN);
    if (options.controllerManager()) {
      startControllerManager();
    } else {
      // As whom admission policies let through what ends a namespace.
      namespaceEnd = new PlayedNamespaceEnd(controllers()).start();
    }
  }

  private void startControllerManager() {
    ServerProcess controllerManager =
        servers.start(
            "kube-controller-manager",
            commands.controllerManager(access.kubeconfig(Credentials.CONTROLLER_MANAGER)));
    controllerManager.await("at work", this::hasDefaultServiceAccount);
  }

  private void startApiServer() throws IOException {
    ServerProcess apiServer = servers.start(API_SERVER, commands.apiServer());
    apiServer.awaitListening(commands.apiServerPort());
    try (KubernetesClient impatient = access.impatientClient()) {
      apiServer.await("ready", () -> ApiAccess.isReady(impatient));
    }
  }

  /**
   * Stops the API server, does something while it is away, and starts it again with the same data.
   */
  public void whileApiServerIsDown(Runnable meanwhile) {
    servers.stop(API_SERVER);
    meanwhile.run();
    try {
      startApiServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean hasDefaultServiceAccount() {
    return admin.serviceAccounts().inNamespace("default").withName("default").get() != null;
  }

  /** The cluster admin's client, closed with the control plane. */
  public KubernetesClient admin() {
    return admin;
  }

  /** A client that acts as the user, and in these groups only; the caller closes it. */
  public KubernetesClient as(String user, String... groups) {
    return access.impersonating(user, groups);
  }

  /** A client with the operator's own identity and no rights but those granted; to be closed. */
  public KubernetesClient operator() {
    return access.operator();
  }

  /** The same by another URL, such as that of a proxy; to be closed. */
  public KubernetesClient operator(String url) {
    return access.operator(url);
  }

  /** Whether its controllers are real ones. */
  public boolean hasControllerManager() {
    return options.controllerManager();
  }

  /** A client with the identity of the controllers, for playing one; to be closed. */
  public KubernetesClient controllers() {
    return access.client(Credentials.CONTROLLER_MANAGER);
  }

  /** The cluster admin's kubeconfig. */
  public Path kubeconfig() {
    return access.kubeconfig(Credentials.ADMIN);
  }

  /** The operator's kubeconfig, for running it as a process of its own. */
  public Path operatorKubeconfig() {
    return access.kubeconfig(Credentials.OPERATOR);
  }

  /** The same by another URL, such as that of a proxy. */
  public Path operatorKubeconfig(String url) {
    return access.kubeconfig(Credentials.OPERATOR.named("operator-by-proxy"), url);
  }

  /** A kubeconfig with a token of the service account, such as its pod would have. */
  public Path serviceAccountKubeconfig(String namespace, String name) {
    String token = kubectl("create", "token", name, "--namespace", namespace).strip();
    return access.kubeconfig(new Credentials.Identity(name, "", List.of(), token));
  }

  /** Every request since the start, one JSON event in each line. */
  public Path auditLog() {
    return commands.auditLog();
  }

  /** What kubectl prints, as the cluster admin; fails where kubectl does. */
  public String kubectl(String... arguments) {
    return access.kubectl().run(arguments);
  }

  /** How kubectl ended, for calls that are meant to fail. */
  public ToolResult kubectlResult(String... arguments) {
    return access.kubectl().result(arguments);
  }

  /**
   * Stores an object behind the API server's back, as an older release of it may have left one that
   * is not valid any more.
   *
   * @param key such as {@code /registry/configmaps/default/a}
   */
  public void store(String key, String json) {
    Base64.Encoder encoder = Base64.getEncoder();
    String put =
        "{\"key\":\"%s\",\"value\":\"%s\"}"
            .formatted(
                encoder.encodeToString(key.getBytes(StandardCharsets.UTF_8)),
                encoder.encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(commands.etcdUrl() + "/v3/kv/put"))
                      .POST(HttpRequest.BodyPublishers.ofString(put))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
        throw new IllegalStateException(answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The process ids of the servers by name, for measuring what they use. */
  public Map<String, Long> pids() {
    return servers.pids();
  }

  @Override
  public void close() {
    if (namespaceEnd != null) {
      namespaceEnd.close();
    }
    if (admin != null) {
      admin.close();
    }
    servers.close();
  }
}
