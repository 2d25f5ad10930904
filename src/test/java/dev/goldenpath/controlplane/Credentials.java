package dev.goldenpath.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who may talk to the API server: written before it starts, since it reads its tokens only then.
 */
final class Credentials {
  static final Identity ADMIN = new Identity("admin", "admin", List.of("system:masters"));

  /** Has its own name, so that the audit log tells its requests from those of a test. */
  static final Identity CONTROLLER_MANAGER =
      new Identity(
          "kube-controller-manager", "system:kube-controller-manager", List.of("system:masters"));

  /** What the operator's pod would be, so that its RBAC rules are the ones that count. */
  static final Identity OPERATOR =
      new Identity(
          "operator",
          "system:serviceaccount:golden-service-system:golden-service-operator",
          List.of(
              "system:serviceaccounts",
              "system:serviceaccounts:golden-service-system",
              "system:authenticated"));

  private final Path workDir;

  private Credentials(Path workDir) {
    this.workDir = workDir;
  }

  static Credentials create(Path workDir) throws IOException {
    Credentials credentials = new Credentials(workDir);
    Files.writeString(
        credentials.tokenFile(),
        List.of(ADMIN, CONTROLLER_MANAGER, OPERATOR).stream()
            .map(Identity::tokenFileLine)
            .collect(Collectors.joining("\n", "", "\n")));
    KeyPair pair = rsaKeys();
    credentials.write(
        credentials.serviceAccountKey(), "PRIVATE KEY", pair.getPrivate().getEncoded());
    return credentials;
  }

  Path tokenFile() {
    return workDir.resolve("tokens.csv");
  }

  /** Signs and verifies the tokens of service accounts. */
  Path serviceAccountKey() {
    return workDir.resolve("service-account.key");
  }

  /** Where the API server puts the certificate that it signs for itself. */
  Path certificates() {
    return workDir.resolve("certificates");
  }

  /** What clients trust; it is there once the API server listens. */
  Path authority() {
    return certificates().resolve("apiserver.crt");
  }

  /** Writes the kubeconfig of the identity. */
  Path kubeconfig(Identity identity, String url) throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: golden
        clusters:
          - name: golden
            cluster: {server: "%s", certificate-authority: "%s"}
        users:
          - name: %s
            user: {token: "%s"}
        contexts:
          - name: golden
            context: {cluster: golden, user: %3$s}
        """
            .formatted(url, authority(), identity.name(), identity.token());
    return Files.writeString(workDir.resolve(identity.name() + ".kubeconfig"), text);
  }

  private void write(Path file, String type, byte[] key) throws IOException {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body));
  }

  private static KeyPair rsaKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** A user of the API server, known by a token that lives as long as this JVM. */
  record Identity(String name, String user, List<String> groups, String token) {
    private Identity(String name, String user, List<String> groups) {
      this(name, user, groups, UUID.randomUUID().toString());
    }

    /** The same user, where another file is named after it. */
    Identity named(String other) {
      return new Identity(other, user, groups, token);
    }

    private String tokenFileLine() {
      return "%s,%s,%s,\"%s\"".formatted(token, user, name, String.join(",", groups));
    }
  }
}
