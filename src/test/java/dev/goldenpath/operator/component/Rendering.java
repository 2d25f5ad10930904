package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceSpec;
import dev.goldenpath.operator.api.OptionalComponent;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A case of the golden files, from the GoldenService to the objects, without a cluster. */
public final class Rendering {
  static final Path CASES = Path.of("src", "test", "resources", "golden");

  private Rendering() {}

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().toList();
    }
  }

  /** The plan of {@code in.yaml}, on the path of {@code path.yaml} if there is one. */
  public static ServicePlan plan(Path folder) {
    try {
      GoldenService service =
          Serialization.unmarshal(Files.readString(folder.resolve("in.yaml")), GoldenService.class);
      Path path = folder.resolve("path.yaml");
      return plan(
          service,
          Files.exists(path) ? Documents.read(Files.readString(path)) : Documents.readBuiltIn());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The plan of a GoldenService in YAML. */
  public static ServicePlan plan(String yaml) {
    return plan(yaml, Documents.readBuiltIn());
  }

  /** The same under another path document. */
  static ServicePlan plan(String yaml, GoldenPath path) {
    return plan(Serialization.unmarshal(yaml, GoldenService.class), path);
  }

  /** The plan of the service checkout. */
  public static ServicePlan plan(String tier, Map<String, String> annotations) {
    return plan(Documents.readBuiltIn(), tier, annotations);
  }

  /** The same under another path document. */
  public static ServicePlan plan(GoldenPath path, String tier, Map<String, String> annotations) {
    return plan(service(tier, annotations), path);
  }

  /** The same with an image and every optional component, so that it has whatever it may have. */
  public static ServicePlan whole(GoldenPath path, String tier, Map<String, String> annotations) {
    GoldenService service = service(tier, annotations);
    service.getSpec().setImage("ghcr.io/acme/checkout:1.4.2");
    service
        .getSpec()
        .setUses(Stream.of(OptionalComponent.values()).map(OptionalComponent::text).toList());
    return plan(service, path);
  }

  /** The service checkout with an image, and without optional components. */
  public static ServicePlan withImage(GoldenPath path, String tier) {
    GoldenService service = service(tier, Map.of());
    service.getSpec().setImage("ghcr.io/acme/checkout:1.4.2");
    return plan(service, path);
  }

  /** The same on a platform with a Gateway. */
  public static ServicePlan withImage(String tier) {
    return withImage(RenderedWorkload.onAGateway(), tier);
  }

  private static GoldenService service(String tier, Map<String, String> annotations) {
    GoldenService service = new GoldenService();
    service.getMetadata().setName("checkout");
    service.getMetadata().setUid("uid");
    service.getMetadata().setAnnotations(annotations);
    service.setSpec(new GoldenServiceSpec());
    service.getSpec().setTeam("payments");
    service.getSpec().setTier(tier);
    return service;
  }

  private static ServicePlan plan(GoldenService service, GoldenPath path) {
    return new PlanResolver(Components.catalogue(), Set.of())
        .resolve(service, path)
        .plan()
        .orElseThrow();
  }

  /** The only object of a kind in a component; others may have more of the kind. */
  public static <T extends HasMetadata> T only(ServicePlan plan, String component, Class<T> kind) {
    List<T> found =
        Components.ALL.stream()
            .filter(each -> each.name().equals(component))
            .flatMap(each -> each.desired(plan).stream())
            .filter(kind::isInstance)
            .map(kind::cast)
            .toList();
    assertThat(found).as("%s has one %s", component, kind.getSimpleName()).hasSize(1);
    return found.get(0);
  }

  static List<HasMetadata> objects(ServicePlan plan) {
    return Components.ALL.stream().flatMap(each -> each.desired(plan).stream()).toList();
  }
}
