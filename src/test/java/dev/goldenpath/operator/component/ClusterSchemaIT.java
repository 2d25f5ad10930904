package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The database claim against CloudNativePG's schema: the real one where CNPG_CLUSTER_CRD names its
 * file or it lies beside the project, else the stand-in, which is not patchable as well.
 */
class ClusterSchemaIT {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final Path BESIDE =
      Path.of("..", "shared", "data", "cloudnative-pg-cluster-crd.yaml");

  @Test
  void every_claim_is_accepted_without_an_unknown_field() throws IOException {
    Path folder = Path.of("target", "controlplane", ProcessHandle.current().pid() + "-cnpg");
    try (ControlPlane controlPlane = ControlPlane.start(folder)) {
      Installation installation = new Installation(controlPlane.admin());
      Optional<Path> real = realSchema();
      if (real.isPresent()) {
        installation.apply(Files.readString(real.get()));
      } else {
        installation.installDatabaseApi();
      }
      for (Path claim : claims()) {
        String namespace = namespaceOf(claim);
        if (controlPlane.kubectlResult("get", "namespace", namespace).exitCode() != 0) {
          controlPlane.kubectl("create", "namespace", namespace);
        }
        assertThat(
                controlPlane.kubectl(
                    "create", "--dry-run=server", "--validate=strict", "-f", claim.toString()))
            .contains("created");
      }
    }
  }

  private static Optional<Path> realSchema() {
    return Stream.of(
            Optional.ofNullable(System.getenv("CNPG_CLUSTER_CRD")).map(Path::of),
            Optional.of(BESIDE))
        .flatMap(Optional::stream)
        .filter(Files::exists)
        .findFirst();
  }

  private static String namespaceOf(Path claim) throws IOException {
    return Files.readAllLines(claim).stream()
        .filter(line -> line.startsWith("  namespace: "))
        .map(line -> line.substring("  namespace: ".length()).replace("\"", ""))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> claims() throws IOException {
    try (Stream<Path> files =
        Files.find(GOLDEN, 2, (file, attributes) -> file.endsWith("out-Cluster-postgres.yaml"))) {
      List<Path> claims = files.sorted().toList();
      assertThat(claims).hasSizeGreaterThanOrEqualTo(3);
      return claims;
    }
  }
}
