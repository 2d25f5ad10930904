package dev.goldenpath.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goldenpath.cli.terminal.BadInput;
import dev.goldenpath.docs.DocBlock;
import dev.goldenpath.docs.DocClaims;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketModelTest {
  private final TicketModel model = TicketModel.builtIn();

  @TempDir private Path folder;

  @Test
  void every_component_belongs_to_exactly_one_desk() {
    assertThat(model.desks().stream().flatMap(desk -> desk.owns().stream()))
        .containsExactlyInAnyOrderElementsOf(Components.ALL.stream().map(Component::name).toList());
  }

  @Test
  void it_is_an_assumption() {
    assertThat(model.source()).isEqualTo("assumption");
    assertThat(model.desks())
        .allSatisfy(
            desk -> {
              assertThat(desk.p50Hours()).isPositive().isLessThanOrEqualTo(desk.p90Hours());
              assertThat(desk.handsOnMinutes()).isPositive();
            });
  }

  @Test
  void the_export_of_the_docs_is_one() throws IOException {
    for (DocBlock block : DocClaims.blocksOf(TicketModelTest.class).toList()) {
      assertThat(TicketExport.read(file(block.text()), model).source()).contains("2 tickets");
    }
  }

  @Test
  void tickets_of_an_organisation_give_the_hours_of_their_desk() throws IOException {
    StringBuilder csv = new StringBuilder("desk,opened,closed\n");
    for (int hours = 10; hours >= 1; hours--) {
      csv.append("network,2026-11-01T08:00:00Z,2026-11-01T%02d:00:00Z%n".formatted(8 + hours));
    }

    TicketModel measured = TicketExport.read(file(csv.toString()), model);

    assertThat(measured.source()).isEqualTo("export.csv, 10 tickets");
    assertThat(measured.desks().get(1).p50Hours()).isEqualTo(5);
    assertThat(measured.desks().get(1).p90Hours()).isEqualTo(9);
    assertThat(measured.desks().get(0)).isEqualTo(model.desks().get(0));
    assertThat(measured.waitingHours())
        .isEqualTo(model.waitingHours() - model.desks().get(1).p50Hours() + 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          desk,open                                     | line 1: must be desk,opened,closed
          desk,opened,closed                            | has no ticket
          desk,opened,closed;canteen,x,y                | line 2: "canteen,x,y": must be a desk (database,
          desk,opened,closed;network,2026-11-01,y       | line 2: "2026-11-01": must be a time such as
          desk,opened,closed;network,2026-11-01T08:00:00Z,2026-11-01T07:00:00Z | line 2: closed before it was opened
          """)
  void anything_else_is_refused_with_its_line(String lines, String problem) throws IOException {
    Path file = file(lines.replace(";", "\n"));

    assertThatThrownBy(() -> TicketExport.read(file, model))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(problem);
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> TicketExport.read(folder.resolve("none.csv"), model))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("none.csv: cannot be read");
  }

  @Test
  void every_component_has_a_phase_in_which_something_happens() {
    assertThat(Components.ALL)
        .allSatisfy(component -> assertThat(Phase.of(component.name()).isNotPartOfRun()).isFalse());
    assertThat(List.of("monitoring", "slo", "dashboard"))
        .allSatisfy(name -> assertThat(Phase.of(name)).isEqualTo(Phase.OBSERVE))
        .allSatisfy(
            name -> assertThat(Components.ALL.stream().map(Component::name)).contains(name));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("export.csv"), text);
  }
}
