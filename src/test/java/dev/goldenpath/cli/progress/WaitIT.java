package dev.goldenpath.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.StartedRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.hatch.HatchHash;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wait} on the real API server, with the real kubectl and the operator. */
class WaitIT extends WithOperator {
  /** A service that is Ready without anyone who plays its database. */
  private static final Map<String, String> NO_DATABASE =
      Map.of("override.goldenpath.dev/postgres.provider", "none");

  private static final int RUNS = Integer.getInteger("wait.runs", 10);

  private CliRun.Setting setting() {
    return CliRun.setting().kubectl(Binaries.installed().controlPlane("kubectl"));
  }

  private StartedRun start(String... arguments) {
    return setting().start(with(arguments));
  }

  private String[] with(String... arguments) {
    return Stream.concat(
            Stream.of(arguments), Stream.of("--kubeconfig", controlPlane.kubeconfig().toString()))
        .toArray(String[]::new);
  }

  @Test
  void a_service_that_is_not_there_yet_is_waited_for(FreshName name) {
    StartedRun wait = start("wait", name.value()).awaitOut("is not there yet");

    services.create(name.value(), "bronze", NO_DATABASE);

    CliRun run = wait.end();
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out())
        .containsPattern("(?m)^\\S+Z " + name.value() + " ready: .*dashboard$")
        .containsPattern(
            "(?m)^\\S+Z " + name.value() + " Ready: \\d+ of \\d+ components ready, in \\d+ s$");
  }

  @Test
  void a_service_that_is_deleted_is_not_waited_for(FreshName name) {
    services.create(name.value(), "bronze");
    StartedRun wait = start("wait", name.value()).awaitOut(" postgres: ");
    StartedRun gone = start("wait", name.value(), "--for", "deleted");

    services.resource(name.value()).delete();

    CliRun run = wait.end();
    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.NO);
    assertThat(run.err())
        .containsPattern(name.value() + " (is being deleted|was deleted while it was waited for)");
    assertThat(gone.end().exit()).isEqualTo(ExitCode.YES);
    assertThat(services.get(name.value())).isNull();
  }

  @Test
  void a_stalled_service_is_not_waited_for(FreshName name) {
    controlPlane
        .admin()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(name.value()).endMetadata().build())
        .create();
    services.create(name.value(), "bronze", NO_DATABASE);

    CliRun run = start("wait", name.value()).end();

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.NO);
    assertThat(run.out()).contains(name.value() + " Stalled: ");
    assertThat(run.err()).contains(name.value() + " is Stalled: ", "--through-stalled");
  }

  @Test
  void a_stalled_service_is_waited_for_on_request(FreshName name) {
    controlPlane
        .admin()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(name.value()).endMetadata().build())
        .create();
    services.create(name.value(), "bronze", NO_DATABASE);
    StartedRun wait = start("wait", name.value(), "--through-stalled").awaitOut(" Stalled: ");

    controlPlane.admin().namespaces().withName(name.value()).delete();

    assertThat(wait.end().exit()).isEqualTo(ExitCode.YES);
  }

  @Test
  void the_time_is_up_at_last(FreshName name) {
    services.create(name.value(), "bronze");
    services.awaitCondition(name.value(), "PostgresReady", "False", "InstancesStarting");

    CliRun run = start("wait", name.value(), "--timeout", "1s").end();

    assertThat(run.exit()).isEqualTo(ExitCode.TIMEOUT);
    assertThat(run.err())
        .contains(name.value() + " is not Ready after 1 s: database: 0 of 1 instances ready");
  }

  /** A server ends every watch after a while: here, after a second. */
  @Test
  void a_watch_that_the_server_closes_is_opened_again(FreshName name, @TempDir Path folder)
      throws IOException {
    services.create(name.value(), "bronze");
    Path calls = folder.resolve("calls");
    StartedRun wait =
        CliRun.setting()
            .kubectl(kubectlWithShortWatches(folder, calls))
            .start(with("wait", name.value()))
            .awaitOut(" postgres: ");

    await().until(() -> Files.readAllLines(calls).size() >= 5);
    assertThat(wait.isRunning()).isTrue();
    services.makeReady(name.value());

    CliRun run = wait.end();
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsOnlyOnce(" ready: namespace").containsOnlyOnce(" Ready: ");
  }

  private static Path kubectlWithShortWatches(Path folder, Path calls) throws IOException {
    Path script = folder.resolve("kubectl");
    Files.writeString(
        script,
        """
        #!/bin/sh
        printf '%%s\\n' "$*" >> '%s'
        get=$1; raw=$2; url=$3; shift 3
        case $url in *watch=true*) url="$url&timeoutSeconds=1" ;; esac
        exec '%s' "$get" "$raw" "$url" "$@"
        """
            .formatted(calls, Binaries.installed().controlPlane("kubectl")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /** An annotation does not change the generation, so that kubectl's wait ends on the old state. */
  @Test
  void a_hatch_that_was_just_written_is_waited_for(FreshName name) {
    services.create(name.value(), "bronze", NO_DATABASE);
    services.awaitReady(name.value());
    for (int run = 1; run <= RUNS; run++) {
      String pods = String.valueOf(100 + run);
      controlPlane.kubectl(
          "annotate",
          "--overwrite",
          "gsvc",
          name.value(),
          "override.goldenpath.dev/quota.pods=" + pods);

      CliRun wait = setting().run(with("wait", name.value()));

      GoldenService then = services.get(name.value());
      assertThat(wait.exit()).as("run %d: %s", run, wait.err()).isEqualTo(ExitCode.YES);
      assertThat(services.pods(name.value())).as("run %d: %s", run, wait.out()).isEqualTo(pods);
      assertThat(then.getStatus().observedHatches())
          .isEqualTo(HatchHash.of(then.getMetadata().getAnnotations()));
    }
  }

  @Test
  void a_change_of_the_spec_that_was_just_written_is_waited_for(FreshName name) {
    services.create(name.value(), "bronze", NO_DATABASE);
    services.awaitReady(name.value());
    controlPlane.kubectl(
        "patch", "gsvc", name.value(), "--type=merge", "-p", "{\"spec\":{\"tier\":\"silver\"}}");

    CliRun run = setting().run(with("wait", name.value(), "-o", "json"));

    assertThat(run.exit()).isEqualTo(ExitCode.YES);
    assertThat(services.pods(name.value())).isEqualTo("50");
    assertThat(run.out().lines())
        .last()
        .asString()
        .contains("\"state\":\"Ready\",\"generation\":2,\"observed\":true");
  }

  @Test
  void an_unreachable_server_ends_it_at_once() {
    CliRun run = setting().run(with("wait", "checkout", "--server", "https://127.0.0.1:1"));

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).contains("127.0.0.1:1");
  }
}
