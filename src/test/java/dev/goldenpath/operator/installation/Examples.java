package dev.goldenpath.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of deploy/examples, and how one sees that an operator serves them. */
final class Examples {
  private static final Path FOLDER = Path.of("deploy", "examples");
  private static final String READY = "condition=Ready";
  private static final String UNDERSTOOD = "condition=HatchesAccepted";
  private static final List<Example> ALL =
      List.of(
          new Example("team.yaml", ""),
          new Example(
              "preview.yaml",
              "gpp/more-pods",
              "condition=Accepted",
              "condition=Complete",
              "jsonpath={.status.comparedWith}=1.0.0"),
          new Example("bronze.yaml", "notifications", READY),
          new Example("silver.yaml", "search", READY),
          new Example("gold.yaml", "checkout", READY),
          // No node runs its pods.
          new Example(
              "image.yaml",
              "cart",
              "jsonpath={.status.conditions[?(@.type==\"WorkloadReady\")].reason}=RollingOut"),
          new Example(
              "hatch-override.yaml",
              "checkout",
              "jsonpath={.status.hatches[?(@.target==\"quota.memory\")].value}=48Gi",
              UNDERSTOOD,
              READY),
          new Example(
              "hatch-patch.yaml",
              "checkout",
              "jsonpath={.status.hatches[?(@.target==\"monitoring\")].reason}=cost",
              UNDERSTOOD,
              READY),
          new Example(
              "hatch-eject.yaml",
              "checkout",
              "jsonpath={.status.hatches[?(@.kind==\"eject\")].target}=dashboard",
              UNDERSTOOD,
              READY),
          new Example(
              "hatch-until.yaml",
              "checkout",
              "jsonpath={.status.hatches[?(@.kind==\"override\")].until}=2199-12-31",
              UNDERSTOOD,
              READY),
          new Example("hatch-pause.yaml", "checkout", "condition=Paused", UNDERSTOOD, READY),
          // Without a GoldenPath there is no revision to pin.
          new Example("hatch-pin.yaml", "checkout", "condition=HatchesAccepted=False", READY),
          new Example("gold.yaml", "checkout", READY),
          new Example(
              "hatch-unmanaged.yaml",
              "checkout",
              "jsonpath={.status.hatches[?(@.kind==\"unmanaged\")].component}=network",
              READY),
          new Example("adopt.yaml", "legacy", UNDERSTOOD, READY),
          new Example("delete.yaml", "prototype", UNDERSTOOD, READY));

  private Examples() {}

  /** In this order, since most are about the same service. */
  private record Example(String file, String service, String... states) {
    String resource() {
      return service.contains("/") ? service : "gsvc/" + service;
    }
  }

  /** Applies all files one after the other and waits for what each is to bring about. */
  static void areServed(ControlPlane cluster) {
    areAllOfTheFolder();
    for (Example example : ALL) {
      cluster.kubectl("apply", "--server-side", "-f", FOLDER.resolve(example.file()).toString());
      for (String state : example.states()) {
        cluster.kubectl("wait", example.resource(), "--for=" + state, "--timeout=60s");
      }
    }
  }

  private static void areAllOfTheFolder() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              ALL.stream().map(Example::file).collect(Collectors.toSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
