package dev.goldenpath.cli.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What both roads cost. Each figure was either counted in this run or is an assumption; none is
 * computed from both.
 */
final class CostTable {
  private CostTable() {}

  /** Whether a figure was counted. */
  enum Origin {
    MEASURED,
    ASSUMED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One figure.
   *
   * @param text – if there is none yet
   * @param note what it is made of
   */
  record Figure(String text, @Nullable String origin, String note) {
    static final Figure NONE = new Figure("–", null, "");

    static Figure measured(String text, String note) {
      return new Figure(text, Origin.MEASURED.toString(), note);
    }

    static Figure assumed(String text, String note) {
      return new Figure(text, Origin.ASSUMED.toString(), note);
    }
  }

  /** One row of the table. */
  record Row(String what, Figure paved, Figure tickets) {}

  /**
   * The table.
   *
   * @param paved null before a service was made on that road
   * @param tickets null before a service was made on that road
   */
  static List<Row> of(@Nullable RunState paved, @Nullable RunState tickets, TicketModel model) {
    int desks = model.desks().size();
    String source = "ticket-model.yaml: " + model.source();
    return List.of(
        new Row("values a person wrote", values(paved), values(tickets)),
        new Row("commands", commands(paved), commands(tickets)),
        new Row(
            "tickets, hand-offs",
            paved == null ? Figure.NONE : Figure.measured("0, 0", ""),
            Figure.assumed(desks + ", " + desks, "the desks of " + source)),
        new Row(
            "waiting",
            paved == null || !paved.isComplete()
                ? Figure.NONE
                : Figure.measured(seconds(paved.millis()), "until Ready"),
            Figure.assumed(hours(model.waitingHours()), "p50 of each desk, " + source)),
        new Row(
            "hands-on time",
            Figure.NONE,
            Figure.assumed(hours(model.handsOnHours()), "all desks, " + source)));
  }

  private static Figure values(@Nullable RunState run) {
    return run == null
        ? Figure.NONE
        : Figure.measured(
            String.valueOf(run.values().values().stream().mapToInt(each -> each).sum()),
            run.values().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ")));
  }

  private static Figure commands(@Nullable RunState run) {
    return run == null
        ? Figure.NONE
        : Figure.measured(String.valueOf(run.commands().size()), "kubectl");
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  private static String hours(double hours) {
    return (hours == Math.rint(hours)
            ? String.valueOf((long) hours)
            : String.format(Locale.ROOT, "%.1f", hours))
        + " h";
  }
}
