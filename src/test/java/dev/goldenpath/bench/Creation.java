package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.tryout.TunedJvm;
import java.time.Duration;
import java.util.List;

/** What new services cost: many at once, then one after another. */
final class Creation {
  private static final double REQUESTS_PER_SERVICE = 16;
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final int SINGLE_SERVICES = 5;

  private final Subject subject;
  private final Report report;

  Creation(Subject subject, Report report) {
    this.subject = subject;
    this.report = report;
  }

  /**
   * All at once.
   *
   * @param direct how long writing the same objects took without an operator
   */
  void measureAtOnce(List<GoldenService> services, Duration direct) {
    int count = services.size();
    int mark = subject.audit().mark();
    ProcessCost before = subject.cost();
    Duration wall = subject.createReady(services);
    subject.audit().awaitQuiet(QUIET);
    ProcessCost after = subject.cost();

    List<ApiRequest> all = subject.audit().since(mark);
    double work = all.stream().filter(ApiRequest::isWork).count();
    report.section(
        "Requests of the operator for %d services".formatted(count), Report.breakdown(all, count));
    report.budget("requests per service created", work / count, REQUESTS_PER_SERVICE, "");
    report.figure("the objects of " + count + " services written directly", direct);
    report.figure(count + " services Ready", wall);
    report.figure(
        "operator / direct",
        "%.2f%s",
        Report.seconds(wall) / Report.seconds(direct),
        TunedJvm.isOurs() ? "" : " (too low: the bench's JVM lacks the operator's flags)");
    report.figure("passes per service", "%.2f", (double) subject.passes() / count);
    report.figure("CPU of the operator until it was ready", before.cpu());
    report.figure("CPU of the operator for the services", after.cpu().minus(before.cpu()));
    report.figure("memory (RSS) of the operator, no service", before.memory());
    report.figure("memory (RSS) of the operator, " + count + " services", after.memory());
  }

  /** On the operator that the others have warmed up: what one developer waits. */
  void measureSingly() {
    List<Duration> times =
        Services.named("single", SINGLE_SERVICES).stream()
            .map(service -> subject.createReady(List.of(service)))
            .sorted()
            .toList();
    subject.audit().awaitQuiet(QUIET);
    report.figure(
        "one service Ready, median of " + SINGLE_SERVICES,
        "%d ms (%d to %d)",
        times.get(SINGLE_SERVICES / 2).toMillis(),
        times.get(0).toMillis(),
        times.get(SINGLE_SERVICES - 1).toMillis());
  }
}
