package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Tier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A team creates very many services at once, and another team one, a second later. */
final class Fairness {
  private static final int LAST = 100;
  private static final String TABLE = "Fairness between teams";

  private final Subject subject;
  private final Report report;

  Fairness(Subject subject, Report report) {
    this.subject = subject;
    this.report = report;
  }

  /** Counts how many of the team's services overtook, or were before, the one of the other. */
  void measure(int count) {
    List<GoldenService> many = Services.named("many", count);
    List<String> names = many.stream().map(Services::name).toList();
    GoldenService one = Services.service("just-one", "search", Tier.GOLD);
    var watch = subject.cluster().watch();
    long start = System.nanoTime();
    CompletableFuture<Void> created =
        CompletableFuture.runAsync(
            () -> Workers.forEach(many, each -> subject.cluster().admin().resource(each).create()));
    CompletableFuture<Long> before =
        watch
            .ready(Services.name(one))
            .thenApply(age -> names.stream().filter(name -> watch.ready(name).isDone()).count());
    long applied =
        CompletableFuture.supplyAsync(
                () -> {
                  subject.cluster().admin().resource(one).create();
                  return System.nanoTime();
                },
                afterASecond())
            .join();
    subject.await(List.of(Services.name(one)), before.thenAccept(ignored -> {}));
    Duration waited = Duration.ofNanos(System.nanoTime() - applied);
    subject.await(names, created.thenCompose(done -> watch.ready(names)));
    Duration all = Duration.ofNanos(System.nanoTime() - start);

    // Of fewer than it takes to wait in line, half.
    int last = Math.min(LAST, count / 2);
    report.budget(
        "services of a team of %d that were Ready before another team's one".formatted(count),
        before.join(),
        count - last,
        " in %.1f s".formatted(Report.seconds(waited)));
    String row = String.valueOf(count);
    report.scale(TABLE, row, "all Ready in, s", "%.1f", Report.seconds(all));
    report.scale(TABLE, row, "the other team's one Ready in, s", "%.1f", Report.seconds(waited));
    report.scale(TABLE, row, "of the many before it", "%d", before.join());
  }

  private static Executor afterASecond() {
    return CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
  }
}
