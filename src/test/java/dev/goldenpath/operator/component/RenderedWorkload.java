package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.support.WithWorkloads;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Cases of what a service with an image gets, without a cluster. */
enum RenderedWorkload {
  IMAGE("", ""),
  NO_IMAGE("spec.image", ""),
  NO_GATEWAY("gateway", ""),
  QUEUE("", "uses: [queue]"),
  QUEUE_CLAIM("", "uses: [queue]"),
  NO_DATABASE("", "override.goldenpath.dev/postgres.provider: none"),
  GRPC("", "override.goldenpath.dev/workload.probes: grpc");

  private static final Set<String> COMPONENTS = Set.of("queue", "workload", "route");

  private final String without;
  private final String with;

  RenderedWorkload(String without, String with) {
    this.without = without;
    this.with = with;
  }

  /** The built-in path on a platform with a Gateway. */
  static GoldenPath onAGateway() {
    try {
      return Documents.read(Files.readString(WithWorkloads.PATH_WITH_A_GATEWAY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidGoldenPathException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The plan of the service checkout in a tier. */
  ServicePlan plan(String tier) {
    String yaml =
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata:
          name: checkout
          uid: uid
          annotations: { %s }
        spec:
          team: payments
          tier: %s
          %s
          %s
        """
            .formatted(
                this == QUEUE_CLAIM
                    ? "override.goldenpath.dev/queue.provider: crossplane"
                    : with.startsWith("override") ? with : "",
                tier,
                without.equals("spec.image") ? "" : "image: ghcr.io/acme/checkout:1.4.2",
                with.startsWith("uses") ? with : "");
    return Rendering.plan(yaml, without.equals("gateway") ? Documents.readBuiltIn() : onAGateway());
  }

  /** The objects of the components that are about an image, as one text. */
  String text(String tier) {
    ServicePlan plan = plan(tier);
    List<Component> components =
        Components.ALL.stream().filter(each -> COMPONENTS.contains(each.name())).toList();
    return components.stream()
        .flatMap(component -> component.desired(plan).stream())
        .map(Serialization::asYaml)
        .collect(Collectors.joining());
  }
}
