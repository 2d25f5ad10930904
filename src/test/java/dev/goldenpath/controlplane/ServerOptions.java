package dev.goldenpath.controlplane;

import java.util.List;
import java.util.Optional;

/**
 * How the servers run, where a test's small cluster will not do.
 *
 * @param launcher a command that starts each server, such as {@code taskset -c 0}; empty for none
 * @param etcdMegabytes what etcd may store, before it refuses every write
 * @param auditedUser the one user whose requests are logged; if empty, everybody's are
 */
public record ServerOptions(
    List<String> launcher, int etcdMegabytes, Optional<String> auditedUser) {
  /** What etcd allows by itself. */
  public static final ServerOptions DEFAULT = new ServerOptions(List.of(), 2048, Optional.empty());

  /** The operator, as a user of the API server. */
  public static final String OPERATOR =
      "system:serviceaccount:golden-service-system:golden-service-operator";

  String auditPolicy() {
    String rules =
        auditedUser
            .map(user -> "[{level: Metadata, users: [\"%s\"]}, {level: None}]".formatted(user))
            .orElse("[{level: Metadata}]");
    return """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules: %s
        """
        .formatted(rules);
  }
}
