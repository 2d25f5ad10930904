package dev.goldenpath.cli.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A test class about services that a scripted kubectl shows. */
public abstract class WithPlayedServices {
  private static final String BUILT_IN = "src/main/resources/golden-path.yaml";

  /** The database of the service checkout. */
  protected static final String DATABASE =
      "/apis/postgresql.cnpg.io/v1/namespaces/checkout/clusters/postgres";

  @TempDir protected Path folder;

  /** A kubectl without any rule. */
  protected final ScriptedKubectl kubectl() {
    return new ScriptedKubectl(folder);
  }

  /** A service in YAML. */
  protected final PlayedService service(String yaml) {
    return PlayedService.of(kubectl(), yaml);
  }

  /** The same with a database that has 100Gi. */
  protected final PlayedService withDatabase(String yaml) {
    return service(yaml)
        .object(
            DATABASE,
            """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: {name: postgres, namespace: checkout}
            spec: {storage: {size: 100Gi}}
            """);
  }

  /** A file with the built-in path, changed. */
  protected final Path path(UnaryOperator<String> change) throws IOException {
    return Files.writeString(
        folder.resolve("path.yaml"), change.apply(Files.readString(Path.of(BUILT_IN))));
  }

  /** Runs a command line with this kubectl. */
  protected static CliRun run(ScriptedKubectl kubectl, String... arguments) {
    return CliRun.setting().kubectl(kubectl.path()).run(arguments);
  }

  /** Runs a verb about a service that kubectl shows. */
  protected static CliRun run(String verb, PlayedService service, String... arguments) {
    return run(
        service.played(),
        Stream.concat(Stream.of(verb), Stream.of(arguments)).toArray(String[]::new));
  }
}
