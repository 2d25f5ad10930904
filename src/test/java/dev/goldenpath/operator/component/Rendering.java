package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.path.GoldenPathReader;
import dev.goldenpath.operator.path.InvalidPathException;
import dev.goldenpath.operator.path.PathSource;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A case of the golden files, from the GoldenService to the objects, without a cluster. */
final class Rendering {
  static final Path CASES = Path.of("src", "test", "resources", "golden");

  private Rendering() {}

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().toList();
    }
  }

  /** The plan of {@code in.yaml}. */
  static ServicePlan plan(Path folder) {
    try {
      GoldenService service =
          Serialization.unmarshal(Files.readString(folder.resolve("in.yaml")), GoldenService.class);
      return new PlanResolver(Set.of())
          .resolve(
              service,
              new PathSource(new GoldenPathReader(Components.parameters()), Optional.empty())
                  .current())
          .plan()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidPathException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<HasMetadata> objects(ServicePlan plan) {
    return Components.ALL.stream().flatMap(each -> each.desired(plan).stream()).toList();
  }
}
