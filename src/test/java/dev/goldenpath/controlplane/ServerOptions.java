package dev.goldenpath.controlplane;

import java.util.List;
import java.util.Optional;

/**
 * How the servers run, where a test's small cluster will not do.
 *
 * @param launcher a command that starts each server, such as {@code taskset -c 0}; empty for none
 * @param etcdMegabytes what etcd may store, before it refuses every write
 * @param auditedUser the one user whose requests are logged, without bodies; if empty, everybody's
 *     are, with the bodies of what the operator writes
 * @param controllerManager whether kube-controller-manager is started. Without it, the end of
 *     namespaces is played: see {@link PlayedNamespaceEnd}
 */
public record ServerOptions(
    List<String> launcher,
    int etcdMegabytes,
    Optional<String> auditedUser,
    boolean controllerManager) {
  /** What etcd allows by itself. */
  public static final ServerOptions DEFAULT = new ServerOptions(List.of(), 2048, Optional.empty());

  /** Options of servers that have their controllers. */
  public ServerOptions(List<String> launcher, int etcdMegabytes, Optional<String> auditedUser) {
    this(launcher, etcdMegabytes, auditedUser, true);
  }

  /** The same without kube-controller-manager. */
  public ServerOptions withoutControllerManager() {
    return new ServerOptions(launcher, etcdMegabytes, auditedUser, false);
  }

  /** The operator, as a user of the API server. */
  public static final String OPERATOR =
      "system:serviceaccount:golden-service-system:golden-service-operator";

  String auditPolicy() {
    String rules =
        auditedUser
            .map(user -> "[{level: Metadata, users: [\"%s\"]}, {level: None}]".formatted(user))
            .orElse(
                "[{level: Request, users: [\"%s\"], verbs: [create, patch]}, {level: Metadata}]"
                    .formatted(OPERATOR));
    return """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules: %s
        """
        .formatted(rules);
  }
}
