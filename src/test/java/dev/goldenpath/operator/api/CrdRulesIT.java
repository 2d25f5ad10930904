package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.controlplane.ToolResult;
import dev.goldenpath.operator.support.OnControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the API server lets in, one file a rule; an invalid one says in its first line what it says.
 */
@OnControlPlane
class CrdRulesIT {
  private static final Path RULES = Path.of("src", "test", "resources", "crd-rules");
  private static final String EXPECT = "# expect: ";

  @BeforeAll
  static void installTheCrd(ControlPlane controlPlane) {
    new Installation(controlPlane.admin()).installOperatorResources();
  }

  @TestFactory
  Stream<DynamicTest> what_is_valid_is_accepted(ControlPlane controlPlane) throws IOException {
    return files("valid")
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(
                                controlPlane.kubectl(
                                    "apply", "--dry-run=server", "-f", file.toString()))
                            .contains("created (server dry run)")));
  }

  @TestFactory
  Stream<DynamicTest> what_is_invalid_is_refused_with_a_message_that_names_the_field(
      ControlPlane controlPlane) throws IOException {
    return files("invalid")
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      ToolResult result =
                          controlPlane.kubectlResult(
                              "apply", "--dry-run=server", "-f", file.toString());
                      assertThat(result.exitCode()).isNotZero();
                      assertThat(result.stderr()).contains(expectation(file));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> a_status_out_of_bounds_is_refused(ControlPlane controlPlane)
      throws IOException {
    String name = "t-status-bounds";
    controlPlane.admin().resource(service(name)).create();
    patchStatus(controlPlane, name, "{ firstReady: \"2026-01-01T00:00:00Z\" }");
    return files("invalid-status")
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      String status = String.join("\n", Files.readAllLines(file).subList(1, 2));
                      ToolResult result = patchStatus(controlPlane, name, status);
                      assertThat(result.exitCode()).isNotZero();
                      assertThat(result.stderr()).contains(expectation(file));
                    }));
  }

  @Test
  void a_new_object_is_in_progress_before_any_operator_saw_it(ControlPlane controlPlane) {
    String name = "t-status-default";
    controlPlane.admin().resource(service(name)).create();

    assertThat(
            controlPlane.kubectl(
                "get", "gsvc", name, "-o", "jsonpath={.status.observedGeneration}"))
        .isEqualTo("-1");
  }

  @Test
  void explain_teaches_every_field(ControlPlane controlPlane) {
    List<String> fields =
        List.of("spec", "spec.team", "spec.tier", "spec.deletionPolicy", "status.conditions");
    for (String field : fields) {
      assertThat(controlPlane.kubectl("explain", "gsvc." + field))
          .as(field)
          .contains("DESCRIPTION:")
          .doesNotContain("<empty>");
    }
  }

  private static ToolResult patchStatus(ControlPlane controlPlane, String name, String status) {
    return controlPlane.kubectlResult(
        "patch", "gsvc", name, "--subresource=status", "--type=merge", "-p", "status: " + status);
  }

  private static GoldenService service(String name) {
    GoldenService service = new GoldenService();
    service.getMetadata().setName(name);
    GoldenServiceSpec spec = new GoldenServiceSpec();
    spec.setTeam("payments");
    spec.setTier("gold");
    service.setSpec(spec);
    return service;
  }

  private static String expectation(Path file) throws IOException {
    String first = Files.readAllLines(file).get(0);
    assertThat(first).startsWith(EXPECT);
    return first.substring(EXPECT.length()).replace("TIERS", tiers());
  }

  /** As the API server lists them. */
  private static String tiers() {
    return Tier.names().stream().sorted().collect(Collectors.joining("\", \"", "\"", "\""));
  }

  private static Stream<Path> files(String folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(RULES.resolve(folder))) {
      files = all.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream();
  }
}
