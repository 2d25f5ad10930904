package dev.goldenpath.cli.plan;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.PlayedService;
import dev.goldenpath.cli.support.WithPlayedServices;
import dev.goldenpath.operator.support.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A test class that plans changes of the gold service checkout, which overrides one parameter. */
abstract class WithCheckout extends WithPlayedServices {
  static final String CHECKOUT =
      """
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenService
      metadata:
        name: checkout
        annotations:
          override.goldenpath.dev/quota.memory: 48Gi
      spec: {team: payments, tier: gold}
      status:
        hatches:
        - {kind: override, target: quota.memory, component: quota, value: 48Gi, default: 32Gi}
      """;

  /** All objects, of a tier that has one of each. */
  static final int ALL = Plans.objects();

  /** As it is. */
  final PlayedService checkout() {
    return service(CHECKOUT);
  }

  /** A file with the service, with other fields below its team, and more metadata. */
  final Path file(String spec, String... metadata) throws IOException {
    return Files.writeString(
        folder.resolve("checkout.yaml"),
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenService
        metadata:
          name: checkout
        %s
        spec:
          team: payments
          %s
        """
            .formatted(String.join("\n", metadata), spec));
  }

  /** Plans a change of a service. */
  static CliRun plan(PlayedService service, String... arguments) {
    return run("plan", service, arguments);
  }
}
