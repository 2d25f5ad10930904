package dev.goldenpath.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.terminal.Terminal;
import dev.goldenpath.controlplane.Binaries;
import dev.goldenpath.controlplane.PlayedDatabase;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.Plans;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both roads, on the real API server with the operator. */
class PageIT extends WithOperator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Demo.Pace FAST = new Demo.Pace(Duration.ofMillis(5), Duration.ofSeconds(40));

  private final TicketModel model = TicketModel.builtIn();
  private PlayedDatabase database;

  @BeforeAll
  void playDatabase() {
    database = new PlayedDatabase(controlPlane.admin()).answerAtOnce();
  }

  @AfterAll
  void endDatabase() {
    database.close();
  }

  /** One demonstration by the cluster's admin, or by somebody else. */
  private final class Run implements AutoCloseable {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Board board = new Board(new EventStreams(), PageState.start(true, model));
    private final Demo demo;

    Run(String... flags) {
      Terminal terminal =
          CliRun.setting()
              .session(
                  new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                  new PrintStream(err, true, StandardCharsets.UTF_8))
              .terminal();
      List<String> connection = new ArrayList<>(List.of(flags));
      connection.add("--kubeconfig=" + controlPlane.kubeconfig());
      demo =
          new Demo(
              new Kubectl(
                      Binaries.installed().controlPlane("kubectl").toString(), connection, terminal)
                  .holding(),
              terminal,
              board,
              model,
              FAST);
    }

    Answer spinUp(String name, String tier, boolean paved) {
      ObjectNode form = JSON.createObjectNode().put("name", name).put("team", "payments");
      return demo.spinUp(form.put("tier", tier).put("paved", paved));
    }

    void paved(String name, String tier) {
      assertThat(spinUp(name, tier, true).status()).isEqualTo(202);
      await().until(() -> Objects.requireNonNull(board.state().paved()).isComplete());
    }

    void tickets(String name, String tier) {
      assertThat(spinUp(name, tier, false).status()).isEqualTo(202);
      await()
          .untilAsserted(
              () -> {
                RunState tickets = Objects.requireNonNull(board.state().tickets());
                assertThat(tickets.isComplete()).as(tickets.message()).isTrue();
              });
    }

    Comparison comparison() {
      await().until(() -> board.state().comparison() != null);
      return Objects.requireNonNull(board.state().comparison());
    }

    String said() {
      return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      demo.close();
    }
  }

  @Test
  void both_roads_make_the_same_objects_and_a_difference_is_named(FreshName name) {
    String service = name.value();
    String counterpart = service + NewService.COUNTERPART;
    Run run = new Run();
    try (run) {
      run.paved(service, "gold");
      RunState paved = Objects.requireNonNull(run.board.state().paved());
      assertThat(paved.commands()).hasSize(1);
      assertThat(paved.components())
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.millis()).as(each.name()).isNotNull());
      assertThat(services.get(service).getMetadata().getLabels())
          .isEqualTo(Map.of(Demo.LABEL, run.demo.run()));

      run.tickets(service, "gold");
      assertThat(run.comparison().objects())
          .hasSize(Plans.objects())
          .allSatisfy(pair -> assertThat(pair.differences()).as(pair.title()).isEmpty());
      assertThat(run.comparison().verdict())
          .isEqualTo("%d of %1$d equal".formatted(Plans.objects()));
      RunState tickets = Objects.requireNonNull(run.board.state().tickets());
      assertThat(tickets.commands()).hasSize(Plans.objects());
      assertThat(run.board.state().modelHours()).isEqualTo(model.waitingHours());
      assertThat(run.board.state().desks())
          .allSatisfy(desk -> assertThat(desk.state()).isEqualTo("closed"));
      assertThat(managers(counterpart)).containsExactly("desk-namespace");

      controlPlane
          .admin()
          .resourceQuotas()
          .inNamespace(counterpart)
          .withName("golden-quota")
          .edit(
              quota -> {
                quota.getSpec().getHard().put("pods", new Quantity("7"));
                return quota;
              });
      assertThat(run.demo.compare(JSON.createObjectNode()).status()).isEqualTo(200);
      assertThat(run.comparison().objects())
          .filteredOn(pair -> !pair.differences().isEmpty())
          .singleElement()
          .satisfies(
              pair -> {
                assertThat(pair.title()).isEqualTo("ResourceQuota golden-quota");
                assertThat(pair.differences())
                    .containsExactly(".spec.hard.pods: 100 on the paved road, 7 by tickets");
              });
      assertThat(run.comparison().verdict())
          .isEqualTo("%d of %d equal".formatted(Plans.objects() - 1, Plans.objects()));
    }
    assertThat(run.said())
        .containsPattern("removed: .*GoldenService " + service + "\\b(?!-)")
        .containsPattern("removed: .*Namespace " + counterpart)
        .doesNotContain("could not", "still");
    assertThat(services.resource(service).get()).isNull();
    for (String namespace : List.of(service, counterpart)) {
      assertThat(controlPlane.admin().namespaces().withName(namespace).get()).isNull();
    }
  }

  private List<String> managers(String namespace) {
    return controlPlane
        .admin()
        .namespaces()
        .withName(namespace)
        .get()
        .getMetadata()
        .getManagedFields()
        .stream()
        .filter(entry -> entry.getSubresource() == null)
        .map(ManagedFieldsEntry::getManager)
        .filter(manager -> !manager.equals("kube-controller-manager"))
        .toList();
  }

  @Test
  void two_at_once_remove_only_their_own(FreshName name) {
    String kept = name.value() + "-kept";
    String removed = name.value() + "-gone";
    try (Run other = new Run()) {
      Run run = new Run();
      try (run) {
        run.paved(removed, "bronze");
        other.paved(kept, "bronze");
        assertThat(run.spinUp(kept, "bronze", true).status()).isEqualTo(202);
        await()
            .untilAsserted(
                () ->
                    assertThat(Objects.requireNonNull(run.board.state().paved()).message())
                        .contains("AlreadyExists"));
      }
      assertThat(run.said()).contains("removed: GoldenService " + removed).doesNotContain(kept);
      assertThat(services.resource(removed).get()).isNull();
      assertThat(services.get(kept).getMetadata().getDeletionTimestamp()).isNull();
    }
    assertThat(services.resource(kept).get()).isNull();
  }

  @Test
  void who_may_not_is_answered_in_the_words_of_kubectl(FreshName name) {
    try (Run run = new Run("--as=nobody-special")) {
      assertThat(run.spinUp(name.value(), "bronze", true).status()).isEqualTo(202);
      await()
          .untilAsserted(
              () -> {
                RunState paved = Objects.requireNonNull(run.board.state().paved());
                assertThat(paved.state()).isEqualTo(RunState.FAILED);
                assertThat(paved.message())
                    .contains("(Forbidden)", "nobody-special", "cannot create");
              });
    }
    assertThat(services.resource(name.value()).get()).isNull();
  }

  @Test
  void a_service_that_is_deleted_while_it_is_shown_is_gone(FreshName name) {
    try (Run run = new Run()) {
      run.paved(name.value(), "bronze");
      services.resource(name.value()).delete();
      await()
          .untilAsserted(
              () ->
                  assertThat(Objects.requireNonNull(run.board.state().paved()).state())
                      .isEqualTo(RunState.GONE));
    }
  }

  @Test
  void what_could_not_be_removed_is_named(FreshName name) {
    Run run = new Run("--as=author", "--as-group=demo-authors");
    grantAllButDeletion(name.value());
    try (run) {
      run.paved(name.value(), "bronze");
    }
    assertThat(run.said())
        .contains("could not remove GoldenService " + name.value(), "(Forbidden)");
    assertThat(services.get(name.value())).isNotNull();
  }

  private void grantAllButDeletion(String name) {
    ClusterRole role =
        new ClusterRoleBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .addNewRule()
            .withApiGroups("goldenpath.dev")
            .withResources("goldenservices")
            .withVerbs("get", "list", "watch", "create")
            .endRule()
            .addNewRule()
            .withApiGroups("goldenpath.dev")
            .withResources("teams")
            .withVerbs("use")
            .endRule()
            .build();
    controlPlane.admin().resource(role).create();
    controlPlane.kubectl(
        "create", "clusterrolebinding", name, "--clusterrole=" + name, "--group=demo-authors");
  }
}
