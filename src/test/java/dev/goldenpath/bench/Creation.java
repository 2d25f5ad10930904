package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.operator.api.GoldenService;
import java.time.Duration;
import java.util.List;

/** What new services cost: many at once, then one after another. */
final class Creation {
  private static final double REQUESTS_PER_SERVICE = Services.IMAGE.isPresent() ? 25 : 16;

  /** Of many, a few see the namespace or the database change once more on a busy machine. */
  private static final double RECONCILIATIONS_PER_SERVICE = Services.IMAGE.isPresent() ? 6 : 2.01;

  private static final double HEAP_PER_SERVICE = Services.IMAGE.isPresent() ? 30 : 20;
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final int SINGLE_SERVICES = 5;
  private static final String TABLE = "What a service costs";
  private static final double KB = 1024;
  private static final double MB = 1024 * KB;

  private final Subject subject;
  private final Report report;

  Creation(Subject subject, Report report) {
    this.subject = subject;
    this.report = report;
  }

  /** All at once, after some that warm the operator up. */
  Cost measureAtOnce(List<GoldenService> warmUp, List<GoldenService> services) {
    String count = String.valueOf(services.size());
    report.figure("CPU of the operator until it was ready", subject.cost().cpu());
    HeapHistogram empty = subject.heap();
    report.section("Heap of the operator after a full collection, no service", empty.text());
    Cost cold = cost(warmUp);
    report.figure(
        "the first %d services, on a JVM just started".formatted(warmUp.size()),
        "%.1f s, CPU of the operator %.1f ms a service",
        Report.seconds(cold.wall()),
        cold.cpuEach(CpuUse.SUBJECT));
    HeapHistogram warm = subject.heap();

    int mark = subject.audit().mark();
    long reconciliations = subject.reconciliations();
    Cost cost = cost(services);
    List<ApiRequest> all = subject.audit().since(mark);
    double reconciled = (double) (subject.reconciliations() - reconciliations) / services.size();
    double requests = (double) all.stream().filter(ApiRequest::isWork).count() / services.size();
    ProcessCost memory = subject.cost();
    HeapHistogram full = subject.heap();
    double heapEach = (full.bytes() - warm.bytes()) / KB / services.size();
    report.section(
        "Heap of the operator after a full collection, %d services"
            .formatted(warmUp.size() + services.size()),
        full.text());
    report.section(
        "Requests of the operator for %s services".formatted(count),
        Report.breakdown(all, services.size()));
    report.budget("requests per service created", requests, REQUESTS_PER_SERVICE, "");
    report.budget(
        "reconciliations per service created", reconciled, RECONCILIATIONS_PER_SERVICE, "");
    report.budget("heap per service, kB, after a full collection", heapEach, HEAP_PER_SERVICE, "");
    report.peak("creation", memory, subject.container());

    report.scale(TABLE, count, "Ready in, s", "%.1f", Report.seconds(cost.wall()));
    report.scale(TABLE, count, "ms each", "%.0f", cost.wallEach());
    report.scale(TABLE, count, "reconciliations each", "%.2f", reconciled);
    report.scale(TABLE, count, "requests each", "%.2f", requests);
    report.scale(TABLE, count, "CPU of the operator, ms each", "%.1f", cost.cpuEach("subject"));
    report.scale(
        TABLE, count, "CPU of the API server, ms each", "%.1f", cost.cpuEach(CpuUse.API_SERVER));
    report.scale(TABLE, count, "heap with none, MB", "%.1f", empty.bytes() / MB);
    report.scale(TABLE, count, "heap with all, MB", "%.1f", full.bytes() / MB);
    report.scale(TABLE, count, "heap each, kB", "%.1f", heapEach);
    report.scale(TABLE, count, "resident, MB", "%.0f", memory.resident() / KB);
    report.scale(TABLE, count, "peak resident, MB", "%.0f", memory.peak() / KB);
    return cost;
  }

  private Cost cost(List<GoldenService> services) {
    return Cost.of(
        subject.cluster(),
        subject.operator().handle(),
        services.size(),
        () -> subject.createReady(services));
  }

  /**
   * On the operator that the others have warmed up: what one developer waits.
   *
   * @return the names of these services
   */
  List<String> measureSingly() {
    List<GoldenService> services = Services.named("single", SINGLE_SERVICES);
    List<Duration> times =
        services.stream().map(service -> subject.createReady(List.of(service))).sorted().toList();
    subject.audit().awaitQuiet(QUIET);
    report.figure(
        "one service Ready, median of " + SINGLE_SERVICES,
        "%d ms (%d to %d)",
        times.get(SINGLE_SERVICES / 2).toMillis(),
        times.get(0).toMillis(),
        times.get(SINGLE_SERVICES - 1).toMillis());
    return services.stream().map(Services::name).toList();
  }
}
