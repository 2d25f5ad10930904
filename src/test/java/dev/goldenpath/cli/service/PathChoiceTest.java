package dev.goldenpath.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.PlayedService;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.terminal.ExitCode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin shows the values of the path that the operator uses, or says that it cannot know. */
class PathChoiceTest {
  private static final String BY_REVISION =
      """
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenService
      metadata: {name: checkout}
      spec: {team: payments, tier: gold}
      status: {path: {desired: 1.0.0}}
      """;

  private static final String BY_FILE = BY_REVISION.replace("{path: {desired: 1.0.0}}", "{}");

  private static final String REVISION = "/goldenpathrevisions/default-1.0.0$";

  private static final String OF_REVISION =
      """
      {"kind": "GoldenPathRevision", "metadata": {"name": "default-1.0.0"}, "spec": {
        "version": "1.0.0", "components": {"quota": {"parameters": {"pods": {"value": 77}}}}}}
      """;

  private static final String UNCERTAIN =
      "path default 1.0.0: the built-in one; if the operator has another, name it by --path\n";

  @TempDir private Path folder;
  private ScriptedKubectl kubectl;

  @BeforeEach
  void script() {
    kubectl = new ScriptedKubectl(folder);
  }

  private CliRun explain(String service, String... more) {
    PlayedService.of(kubectl, service).played();
    return CliRun.setting()
        .kubectl(kubectl.path())
        .run(
            Stream.concat(Stream.of("explain", "checkout"), Stream.of(more))
                .toArray(String[]::new));
  }

  /** As after the deletion of the GoldenPath: existing services keep their revision. */
  @Test
  void a_service_is_explained_by_its_revision_whether_or_not_there_is_a_GoldenPath() {
    kubectl.answer(REVISION, OF_REVISION);

    CliRun run = explain(BY_REVISION);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.err()).startsWith("path default 1.0.0: GoldenPathRevision default-1.0.0\n");
    assertThat(run.out()).containsPattern("quota.pods +77 +default");
  }

  @Test
  void a_service_of_the_operators_own_document_is_not_explained_by_a_revision_of_its_version() {
    kubectl.answer(REVISION, OF_REVISION);

    CliRun run = explain(BY_FILE);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.err()).startsWith(UNCERTAIN);
    assertThat(run.out()).containsPattern("quota.pods +100 +tier");
  }

  @Test
  void a_revision_that_the_caller_may_not_read_leaves_the_values_uncertain() {
    String forbidden =
        "Error from server (Forbidden): goldenpathrevisions.goldenpath.dev is forbidden\n";
    kubectl.fail(REVISION, forbidden);

    CliRun run = explain(BY_REVISION);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.err()).startsWith(forbidden + UNCERTAIN);
  }

  @Test
  void a_service_that_is_not_built_yet_gets_the_current_revision() {
    kubectl
        .answer(
            "/goldenservices/checkout$",
            """
            {"metadata": {"name": "checkout"}, "spec": {"team": "payments", "tier": "gold"}}
            """)
        .answer("/goldenpaths/default$", "{\"status\": {\"current\": \"1.0.0\"}}")
        .answer(REVISION, OF_REVISION);

    assertThat(explain(BY_FILE).err())
        .startsWith("path default 1.0.0: GoldenPathRevision default-1.0.0\n");
  }

  @Test
  void a_document_that_was_named_is_certain() {
    String file = "src/main/resources/golden-path.yaml";

    assertThat(explain(BY_FILE, "--path", file).err())
        .startsWith("path default 1.0.0: " + file + "\n");
  }
}
