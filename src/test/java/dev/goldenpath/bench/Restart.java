package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * What an upgrade of the operator costs: it ends, and a new one finds everything as it should be.
 */
final class Restart {
  /** What a restart takes, however many services there are. */
  private static final int REQUESTS = 34;

  /** ConfigMaps and PrometheusRules are listed by 25. */
  private static final int LARGE_KINDS = 2;

  private static final int LARGE_PAGE = 25;

  /** Four NetworkPolicies of a service, and one object of each of seven more kinds, by 500. */
  private static final int SMALL_KINDS = 11;

  private static final int SMALL_PAGE = 500;

  private static final String TABLE = "A restart, another path document and a flood";
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final Subject before;
  private final Report report;

  Restart(Subject before, Report report) {
    this.before = before;
    this.report = report;
  }

  /**
   * Ends the operator and starts another, which is returned.
   *
   * @param services how many there are, and so how many reconciliations the new one must end
   * @param row of the table
   */
  Subject measure(int services, String row) {
    AuditLog audit = before.audit();
    int mark = audit.mark();
    long told = System.nanoTime();
    before.operator().close();
    Duration stopped = Duration.ofNanos(System.nanoTime() - told);

    Instant start = Instant.now();
    Subject after = Subject.start(before.cluster(), before.container(), "operator-restarted");
    Duration ready = Duration.between(start, Instant.now());
    Awaitility.await("a reconciliation of each service")
        .pollInterval(Duration.ofMillis(50))
        .atMost(BenchSettings.patience(services))
        .until(() -> after.reconciliations() >= services);
    Duration reconciled = Duration.between(start, Instant.now());
    audit.awaitQuiet(QUIET);

    List<ApiRequest> requests = audit.since(mark);
    Instant last =
        requests.stream().map(ApiRequest::answered).max(Comparator.naturalOrder()).orElse(start);
    long writes = requests.stream().filter(ApiRequest::writes).count();
    ProcessCost cost = after.cost();
    report.budget("writes after a restart", writes, 0, "");
    report.budget(
        "requests after a restart",
        requests.size(),
        REQUESTS
            + LARGE_KINDS * pages(services, LARGE_PAGE)
            + SMALL_KINDS * pages(services, SMALL_PAGE),
        ": " + Report.summary(requests, ApiRequest::verb));
    report.peak("restart", cost, after.container());
    report.figure("from SIGTERM to the end", stopped);
    report.figure("from start to the last request", Duration.between(start, last));
    report.figure("reconciliations after the restart", "%d", after.reconciliations());
    report.scale(TABLE, row, "restart: writes", "%d", writes);
    report.scale(TABLE, row, "restart: /readyz after, s", "%.1f", Report.seconds(ready));
    report.scale(
        TABLE, row, "restart: all reconciled after, s", "%.1f", Report.seconds(reconciled));
    report.scale(TABLE, row, "restart: CPU of the operator, s", "%.1f", Report.seconds(cost.cpu()));
    report.scale(TABLE, row, "restart: peak resident, MB", "%.0f", cost.peak() / 1024.0);
    return after;
  }

  private static int pages(int objects, int page) {
    return (objects + page - 1) / page;
  }
}
