package dev.goldenpath.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.cli.page.CostTable.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTableTest {
  private static final NewService SERVICE = new NewService("checkout", "payments", "gold");

  private final TicketModel model = TicketModel.builtIn();

  @Test
  void before_a_run_only_assumptions_have_a_figure() {
    List<CostTable.Row> rows = CostTable.of(null, null, model);

    assertThat(rows).allSatisfy(row -> assertThat(row.paved()).isEqualTo(Figure.NONE));
    assertThat(rows)
        .extracting(row -> row.tickets().origin())
        .containsExactly(null, null, "assumed", "assumed", "assumed");
  }

  @Test
  void counts_are_measured_and_hours_are_assumed() {
    RunState paved =
        RunState.start(SERVICE, Map.of("the form", SERVICE.values().size()))
            .withCommand("kubectl create -f -")
            .with(RunState.READY, "", 6_120);
    Map<String, Integer> values = new LinkedHashMap<>();
    values.put("quota", 7);
    values.put("slo", 30);
    RunState tickets =
        RunState.start(SERVICE.counterpart(), values).withCommand("a").withCommand("b");

    List<CostTable.Row> rows = CostTable.of(paved, tickets, model);

    assertThat(rows)
        .extracting(row -> row.paved().text() + " " + row.paved().origin())
        .containsExactly("3 measured", "1 measured", "0, 0 measured", "6.1 s measured", "– null");
    assertThat(rows)
        .extracting(row -> row.tickets().text() + " " + row.tickets().origin())
        .containsExactly(
            "37 measured", "2 measured", "4, 4 assumed", "41 h assumed", "2 h assumed");
    assertThat(rows.get(0).tickets().note()).isEqualTo("quota 7, slo 30");
    assertThat(rows)
        .flatExtracting(CostTable.Row::paved, CostTable.Row::tickets)
        .filteredOn(figure -> "assumed".equals(((Figure) figure).origin()))
        .allSatisfy(
            figure ->
                assertThat(((Figure) figure).note()).contains("ticket-model.yaml: assumption"));
  }

  @Test
  void a_service_that_is_not_ready_has_not_waited_to_the_end() {
    RunState paved = RunState.start(SERVICE, Map.of()).with(RunState.STALLED, "", 60_000);

    assertThat(CostTable.of(paved, null, model).get(3).paved()).isEqualTo(Figure.NONE);
  }

  @Test
  void the_hours_of_an_export_stay_assumptions_for_this_run() {
    List<CostTable.Row> rows =
        CostTable.of(
            null, null, model.with("export.csv, 2 tickets", Map.of("network", List.of(1.5, 2.0))));

    assertThat(rows.get(3).tickets())
        .isEqualTo(
            Figure.assumed("33.5 h", "p50 of each desk, ticket-model.yaml: export.csv, 2 tickets"));
  }
}
