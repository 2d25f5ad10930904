package dev.goldenpath.cli.report;

import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.terminal.ExitCode;
import dev.goldenpath.cli.text.OutputFormat;
import dev.goldenpath.cli.verb.Session;
import dev.goldenpath.cli.verb.Verb;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: the fleet, who left the path, where and why. */
@Command(
    name = "report",
    description = "Show how the services of a cluster use the path, where they left it, and why.")
public final class ReportCommand extends Verb {
  @Option(names = "--overdue", description = "List the hatches whose last day has passed.")
  private boolean overdue;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|yaml|json",
      description = "The output format. yaml and json list every service. Default: table.")
  private OutputFormat format = OutputFormat.table;

  /** A verb in this session. */
  public ReportCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    // Days are those of the operator, which counts overdue hatches by UTC.
    LocalDate today = LocalDate.ofInstant(session().clock().instant(), ZoneOffset.UTC);
    FleetReport report = FleetReport.of(new Services(kubectl(), terminal()).list(), today);
    Object data = overdue ? new Overdue(report.day(), report.overdue()) : report;
    format.print(terminal(), data, overdue ? ReportText.overdue(report) : ReportText.all(report));
    return ExitCode.YES;
  }

  /** The overdue hatches as data. */
  record Overdue(String day, List<OverdueHatch> overdue) {}
}
