package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.controlplane.AuditLog;
import dev.goldenpath.tryout.OperatorProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * What an upgrade of the operator costs: it ends, and a new one finds everything as it should be.
 */
final class Restart {
  private static final double REQUESTS = 59;
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final Subject before;
  private final Report report;

  Restart(Subject before, Report report) {
    this.before = before;
    this.report = report;
  }

  /**
   * Ends the operator and starts another.
   *
   * @param services how many there are, and so how many passes the new one must end
   */
  void measure(int services) {
    AuditLog audit = before.audit();
    int mark = audit.mark();
    long told = System.nanoTime();
    before.operator().close();
    Duration stopped = Duration.ofNanos(System.nanoTime() - told);

    Instant start = Instant.now();
    OperatorProcess operator = before.platform().startOperator("operator-restarted");
    Duration ready = Duration.between(start, Instant.now());
    Subject after = new Subject(before.platform(), operator, before.watch(), audit);
    Awaitility.await("a pass for each service")
        .pollInterval(Duration.ofMillis(50))
        .atMost(2, TimeUnit.MINUTES)
        .until(() -> after.passes() >= services);
    Duration passed = Duration.between(start, Instant.now());
    audit.awaitQuiet(QUIET);

    List<ApiRequest> requests = audit.since(mark);
    Instant last =
        requests.stream().map(ApiRequest::answered).max(Comparator.naturalOrder()).orElse(start);
    report.budget(
        "writes after a restart", requests.stream().filter(ApiRequest::writes).count(), 0, "");
    report.budget(
        "requests after a restart",
        requests.size(),
        REQUESTS,
        ": " + Report.summary(requests, ApiRequest::verb));
    report.figure("from SIGTERM to the end", stopped);
    report.figure("from start to ready", ready);
    report.figure("from start to the last request", Duration.between(start, last));
    report.figure("from start to a pass for each of " + services + " services", passed);
    report.figure("passes after the restart", "%d", after.passes());
    report.figure("CPU of the restarted operator", after.cost().cpu());
    report.figure("memory (RSS) of the restarted operator", after.cost().memory());
  }
}
