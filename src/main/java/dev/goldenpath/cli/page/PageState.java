package dev.goldenpath.cli.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the first tab shows; each change is sent whole.
 *
 * @param writable whether there are buttons
 * @param proposal a free name; empty if none was looked for
 * @param notice a problem that belongs to no run
 */
record PageState(
    boolean writable,
    String proposal,
    String notice,
    @Nullable RunState paved,
    @Nullable RunState tickets,
    List<DeskState> desks,
    double modelHours,
    @Nullable Comparison comparison,
    List<CostTable.Row> costs) {

  /**
   * One desk.
   *
   * @param hours that its ticket takes
   * @param state waiting, open or closed
   */
  record DeskState(String name, List<String> owns, double hours, String state) {}

  /** A page before anything happened. */
  static PageState start(boolean writable, TicketModel model) {
    return new PageState(
        writable, "", "", null, null, waiting(model), 0, null, CostTable.of(null, null, model));
  }

  /** Every desk before its ticket. */
  static List<DeskState> waiting(TicketModel model) {
    return model.desks().stream()
        .map(desk -> new DeskState(desk.name(), desk.owns(), desk.p50Hours(), "waiting"))
        .toList();
  }

  PageState withProposal(String name) {
    return new PageState(
        writable, name, notice, paved, tickets, desks, modelHours, comparison, costs);
  }

  PageState withNotice(String text) {
    return new PageState(
        writable, proposal, text, paved, tickets, desks, modelHours, comparison, costs);
  }

  PageState withPaved(RunState run, TicketModel model) {
    return new PageState(
        writable,
        proposal,
        notice,
        run,
        tickets,
        desks,
        modelHours,
        comparison,
        CostTable.of(run, tickets, model));
  }

  PageState withTickets(RunState run, List<DeskState> ofDesks, double hours, TicketModel model) {
    return new PageState(
        writable,
        proposal,
        notice,
        paved,
        run,
        ofDesks,
        hours,
        comparison,
        CostTable.of(paved, run, model));
  }

  PageState withComparison(@Nullable Comparison other) {
    return new PageState(
        writable, proposal, notice, paved, tickets, desks, modelHours, other, costs);
  }
}
