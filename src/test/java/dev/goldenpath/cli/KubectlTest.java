package dev.goldenpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.terminal.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the plugin calls kubectl, and what becomes of its failures. */
class KubectlTest {
  private static final String SERVICE =
      """
      {"apiVersion":"goldenpath.dev/v1alpha1","kind":"GoldenService",
       "metadata":{"name":"checkout","uid":"u","generation":1},
       "spec":{"team":"payments","tier":"gold"}}
      """;

  private static final String NOT_FOUND =
      "Error from server (NotFound): goldenservices.goldenpath.dev \"chekout\" not found";

  @TempDir private Path folder;
  private ScriptedKubectl kubectl;

  @BeforeEach
  void script() {
    kubectl = new ScriptedKubectl(folder);
  }

  private CliRun run(String... arguments) {
    return CliRun.setting().kubectl(kubectl.path()).run(arguments);
  }

  @Test
  void every_connection_flag_is_handed_on_to_every_call() {
    kubectl
        .answer("goldenservices/checkout", SERVICE)
        .fail("goldenpaths", "Error from server (NotFound): x");
    CliRun run =
        run(
            "render",
            "checkout",
            "--context",
            "kind-dev",
            "--as=dora",
            "--as-group",
            "payments",
            "--as-group=dev",
            "-s",
            "https://127.0.0.1:1",
            "--insecure-skip-tls-verify",
            "--request-timeout=7s");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(kubectl.calls())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            call ->
                assertThat(call)
                    .contains(
                        "--context=kind-dev",
                        "--as=dora",
                        "--as-group=payments",
                        "--as-group=dev",
                        "--server=https://127.0.0.1:1",
                        "--insecure-skip-tls-verify=true",
                        "--request-timeout=7s"));
  }

  @Test
  void an_unknown_service_is_kubectls_error_and_the_nearest_name() {
    kubectl
        .fail("goldenservices/chekout", NOT_FOUND)
        .answer("goldenservices\\?limit=500$", "{\"items\":[" + SERVICE + "]}");
    CliRun run = run("render", "chekout");

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err().lines()).contains(NOT_FOUND, "Did you mean checkout?");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void a_missing_right_is_told_in_kubectls_words() {
    String forbidden =
        "Error from server (Forbidden): goldenservices.goldenpath.dev \"checkout\" is forbidden:"
            + " User \"nobody\" cannot get resource \"goldenservices\"";
    kubectl.fail("goldenservices", forbidden);

    assertThat(run("render", "checkout"))
        .isEqualTo(new CliRun(ExitCode.KUBECTL_FAILED, "", forbidden + "\n"));
  }

  @Test
  void an_old_kubectl_complains_for_itself() {
    kubectl.rule("as-uid", "", "error: unknown flag: --as-uid\n", 1);

    assertThat(run("render", "checkout", "--as-uid=7"))
        .isEqualTo(new CliRun(ExitCode.KUBECTL_FAILED, "", "error: unknown flag: --as-uid\n"));
  }

  @Test
  void without_a_kubectl_the_way_to_name_one_is_shown() {
    CliRun run = CliRun.setting().kubectl(folder.resolve("missing")).run("render", "checkout");

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).contains("kubectl: cannot be run").contains("variable KUBECTL");
  }

  @Test
  void the_kubectl_that_called_is_taken_if_none_is_named() {
    kubectl.fail("goldenservices", "Error from server (Forbidden): no");
    CliRun.setting()
        .with(environment -> environment.remove("KUBECTL"))
        .with(environment -> environment.put("KUBECTL_PLUGINS_CALLER", kubectl.path().toString()))
        .run("render", "checkout");

    assertThat(kubectl.calls()).hasSize(1);
  }

  @Test
  void a_name_cannot_be_another_path_of_the_api_server() {
    CliRun run = run("render", "../../v1/secrets");

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("\"../../v1/secrets\" is not the name of a service");
    assertThat(kubectl.calls()).isEmpty();
  }

  @Test
  void an_answer_that_is_not_json_is_reported() {
    kubectl.answer("goldenservices", "<html>");

    CliRun run = run("render", "checkout");
    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).contains("the answer is not JSON");
  }

  /** A server that takes connections and never answers. */
  @Test
  void a_silent_server_is_remarked_upon() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CliRun run = CliRun.setting().kubectl(patient(silent)).run("render", "checkout");

      assertThat(run.err()).contains("kubectl has not answered for 5 s", "Unable to connect");
      assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    }
  }

  /** Waits for an answer as kubectl does, and gives up after seven seconds. */
  private Path patient(ServerSocket server) throws IOException {
    Path script = folder.resolve("patient");
    Files.writeString(
        script,
        """
        #!/bin/bash
        exec 3<>/dev/tcp/127.0.0.1/%d
        read -t 7 -u 3
        echo 'Unable to connect' >&2
        exit 1
        """
            .formatted(server.getLocalPort()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }
}
