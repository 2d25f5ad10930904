package dev.goldenpath.cli.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each verb that writes, on the real API server, with the real kubectl and the operator. */
class HatchVerbsIT extends WithOperator {
  private static final String KUBECTL = Binaries.installed().controlPlane("kubectl").toString();
  private static final String OBSERVED = "(?m)^observed after \\d+\\.\\d s: ";

  @TempDir private Path folder;
  private PlayedDatabase database;

  @BeforeAll
  void startDatabase() {
    database = new PlayedDatabase(controlPlane.admin()).answerAtOnce();
  }

  @AfterAll
  void stopDatabase() {
    database.close();
  }

  private CliRun.Setting setting() {
    return CliRun.setting().kubectl(Path.of(KUBECTL));
  }

  private CliRun run(String... arguments) {
    return run(setting(), arguments);
  }

  private CliRun run(CliRun.Setting setting, String... arguments) {
    return setting.run(
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--kubeconfig", controlPlane.kubeconfig().toString()))
            .toArray(String[]::new));
  }

  private Map<String, String> annotations(String name) {
    return services.get(name).getMetadata().getAnnotations();
  }

  private String ready(FreshName name, String tier) {
    services.create(name.value(), tier);
    services.awaitReady(name.value());
    return name.value();
  }

  private Resource<ConfigMap> dashboard(String name) {
    return controlPlane.admin().configMaps().inNamespace(name).withName("golden-dashboard");
  }

  @Test
  void an_overridden_parameter_has_its_value_when_the_verb_ends(FreshName fresh) {
    String name = ready(fresh, "gold");

    CliRun run =
        run(
            "override",
            name,
            "quota.pods=120",
            "quota.memory=48Gi",
            "--why",
            "performance: the cache",
            "--until",
            "2099-12-31");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out())
        .startsWith(
            "kubectl annotate gsvc %s override.goldenpath.dev/quota.pods=120".formatted(name)
                + " override.goldenpath.dev/quota.memory=48Gi"
                + " goldenpath.dev/reason.quota.pods=\"performance: the cache\""
                + " goldenpath.dev/until.quota.pods=2099-12-31")
        .containsPattern(OBSERVED + Plans.allReady(0) + "$");
    assertThat(services.pods(name)).isEqualTo("120");
    assertThat(services.get(name).getStatus().hatches())
        .filteredOn(hatch -> hatch.target().equals("quota.memory"))
        .singleElement()
        .satisfies(
            hatch -> {
              assertThat(hatch.value()).isEqualTo("48Gi");
              assertThat(hatch.reason()).isEqualTo("performance");
              assertThat(hatch.until()).isEqualTo("2099-12-31");
            });

    CliRun back = run(setting().person("y\n"), "return", name, "quota.pods");

    assertThat(back.exit()).as(back.err()).isEqualTo(ExitCode.YES);
    assertThat(back.out()).startsWith("~ quota.pods   120 → 100\n").containsPattern(OBSERVED);
    assertThat(back.err()).contains("Take it back? [y/N] ");
    assertThat(services.pods(name)).isEqualTo("100");
    assertThat(annotations(name))
        .containsKeys(
            "override.goldenpath.dev/quota.memory",
            "goldenpath.dev/reason.quota.memory",
            "goldenpath.dev/until.quota.memory")
        .doesNotContainKeys(
            "override.goldenpath.dev/quota.pods",
            "goldenpath.dev/reason.quota.pods",
            "goldenpath.dev/until.quota.pods");
  }

  @Test
  void a_hatch_that_only_the_operator_refuses_is_an_answer(FreshName fresh) throws IOException {
    String name = ready(fresh, "bronze");
    Path generous = folder.resolve("path.yaml");
    Files.writeString(
        generous,
        Files.readString(Path.of("src", "main", "resources", "golden-path.yaml"))
            .replace("maximum: \"1000\"", "maximum: \"9000\""));

    CliRun run =
        run("override", name, "quota.pods=8000", "--why", "cost: x", "--path", generous.toString());

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.err())
        .contains(
            name
                + " does not accept the hatch: override.goldenpath.dev/quota.pods: \"8000\" must"
                + " be at most 1000");
    assertThat(services.pods(name)).isEqualTo("20");
  }

  @Test
  void an_ejected_component_goes_and_comes_back_without_its_edits(FreshName fresh)
      throws IOException {
    String name = ready(fresh, "gold");
    Path file = folder.resolve("dashboard.yaml");

    CliRun run =
        run(
            "eject",
            name,
            "dashboard",
            "--why",
            "missing-feature: ours is in Git",
            "--out",
            file.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out())
        .startsWith(
            "kubectl annotate gsvc %s eject.goldenpath.dev/dashboard=\"missing-feature: ours is in Git\""
                .formatted(name))
        .containsPattern(OBSERVED + Plans.allReady(1) + "$")
        .endsWith(
            "%s: 1 object, yours now. The operator writes no more to it. Back: kubectl golden return %s dashboard\n"
                .formatted(file, name));
    assertThat(dashboard(name).get().getMetadata().getLabels())
        .doesNotContainKey("app.kubernetes.io/managed-by");
    assertThat(Files.readString(file))
        .doesNotContain("goldenpath.dev", "managed-by")
        .contains("golden-dashboard");
    assertThat(
            controlPlane.kubectl(
                "diff", "--server-side", "--force-conflicts", "-f", file.toString()))
        .isEmpty();

    edit(name);
    CliRun unasked = run("return", name, "dashboard");

    assertThat(unasked.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(unasked.err()).contains("--yes: is missing");

    CliRun refused = run(setting().person("n\n"), "return", name, "dashboard");

    assertThat(refused.exit()).isEqualTo(ExitCode.NO);
    assertThat(refused.out())
        .matches(
            "~ ConfigMap golden-dashboard   \\.data\\[\"%s-golden\\.json\"\\]: 1 of \\d+ panels differ from the path's\n"
                .formatted(name));
    assertThat(refused.err()).contains("Take it back, and lose these edits? [y/N]");
    assertThat(annotations(name)).containsKey("eject.goldenpath.dev/dashboard");

    CliRun back = run("return", name, "dashboard", "--yes");

    assertThat(back.exit()).as(back.err()).isEqualTo(ExitCode.YES);
    assertThat(back.out())
        .contains("kubectl annotate gsvc %s eject.goldenpath.dev/dashboard-".formatted(name))
        .containsPattern(OBSERVED + Plans.allReady(0) + "$");
    assertThat(isEdited(name)).isFalse();
  }

  private boolean isEdited(String name) {
    return dashboard(name).get().getData().toString().contains("edited by us");
  }

  /** Another title for one panel. */
  private void edit(String name) {
    dashboard(name)
        .edit(
            config -> {
              config
                  .getData()
                  .replaceAll(
                      (key, json) -> json.replace("Availability: objective", "edited by us"));
              return config;
            });
    assertThat(isEdited(name)).isTrue();
  }

  @Test
  void a_paused_service_is_resumed(FreshName fresh) {
    String name = ready(fresh, "bronze");

    CliRun pause = run("pause", name, "--why", "incident: INC-4711");

    assertThat(pause.exit()).as(pause.err()).isEqualTo(ExitCode.YES);
    assertThat(pause.out())
        .containsPattern(OBSERVED + "paused: incident: INC-4711; " + Plans.allReady(0) + "$");
    services.awaitCondition(name, "Paused", "True", "Paused");

    CliRun resume = run("resume", name);

    assertThat(resume.exit()).as(resume.err()).isEqualTo(ExitCode.YES);
    assertThat(resume.out()).containsPattern(OBSERVED + Plans.allReady(0) + "$");
    assertThat(annotations(name)).doesNotContainKey("goldenpath.dev/paused");
    assertThat(run("resume", name).err()).contains(name + " is not paused");
  }

  @Test
  void the_line_that_is_shown_does_the_same_in_a_shell(FreshName fresh)
      throws IOException, InterruptedException {
    String name = ready(fresh, "bronze");
    String why = "other: it's \"50 %\" of $HOME, `id`, \\n and !more; ünïcode & | > x";

    CliRun run = run("eject", name, "dashboard", "--why", why, "--dry-run");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out().lines()).hasSize(1);
    assertThat(annotations(name)).isEmpty();

    ProcessBuilder shell = new ProcessBuilder("sh", "-c", run.out()).inheritIO();
    shell.environment().merge("PATH", Path.of(KUBECTL).getParent() + ":", (old, dir) -> dir + old);
    assertThat(shell.start().waitFor()).isZero();
    assertThat(annotations(name)).isEqualTo(Map.of("eject.goldenpath.dev/dashboard", why));
  }

  @Test
  void a_service_in_a_repository_is_written_there(FreshName fresh) {
    String name = ready(fresh, "bronze");
    controlPlane.kubectl(
        "label",
        "gsvc",
        name,
        "kustomize.toolkit.fluxcd.io/name=shop",
        "kustomize.toolkit.fluxcd.io/namespace=teams");
    List<String> pause = List.of("pause", name, "--why", "incident: INC-4711");

    CliRun run = run(pause.toArray(String[]::new));

    assertThat(run.exit()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("the Flux Kustomization \"teams/shop\"", "--force");
    assertThat(run.out())
        .isEqualTo(
            """
            ---
            apiVersion: "goldenpath.dev/v1alpha1"
            kind: "GoldenService"
            metadata:
              name: "%s"
              annotations:
                goldenpath.dev/paused: "incident: INC-4711"
            """
                .formatted(name));
    assertThat(annotations(name)).isEmpty();

    assertThat(run("pause", name, "--why", "incident: INC-4711", "--force").exit())
        .isEqualTo(ExitCode.YES);
    CliRun resume = run("resume", name);

    assertThat(resume.exit()).isEqualTo(ExitCode.NO);
    assertThat(resume.out()).contains("# Remove", "#   goldenpath.dev/paused");
    assertThat(annotations(name)).containsKey("goldenpath.dev/paused");
  }

  @Test
  void a_missing_right_is_reported_in_the_words_of_kubectl(FreshName fresh) {
    String name = ready(fresh, "bronze");
    controlPlane.kubectl(
        "create", "clusterrole", name, "--verb=get,list,watch", "--resource=goldenservices");
    controlPlane.kubectl("create", "clusterrolebinding", name, "--clusterrole", name, "--user=eve");
    services.annotate(name, "eject.goldenpath.dev/dashboard", "cost: x");
    services.awaitCondition(name, "DashboardReady", "True", "Ejected");

    CliRun refused = run("pause", name, "--why", "incident: x", "--as", "eve");

    assertThat(refused.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(refused.err()).contains("(Forbidden)", "cannot patch resource \"goldenservices\"");

    CliRun asked = run(setting().person("n\n"), "return", name, "dashboard", "--as=eve");

    assertThat(asked.exit()).isEqualTo(ExitCode.NO);
    assertThat(asked.err())
        .contains("(Forbidden)", "cannot get resource \"configmaps\"", "lose these edits? [y/N]");
    assertThat(asked.out()).contains("? ConfigMap golden-dashboard");
  }
}
