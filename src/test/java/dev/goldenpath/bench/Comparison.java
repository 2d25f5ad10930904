package dev.goldenpath.bench;

import dev.goldenpath.operator.api.GoldenService;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The operator beside those that only write: each on a control plane of its own, on a JVM with the
 * same flags, with the same watches beside it, and warm.
 */
final class Comparison {
  private static final String TABLE = "Compared with direct writes";
  private static final String WARM_UP = "warm-up";
  static final String MEASURED = "bench";

  private final Path folder;
  private final BenchSettings settings;
  private final Report report;

  Comparison(Path folder, BenchSettings settings, Report report) {
    this.folder = folder;
    this.settings = settings;
    this.report = report;
  }

  /** The services that come first. */
  List<GoldenService> warmUp() {
    return Services.named(WARM_UP, settings.warmUp());
  }

  /** The services that are measured. */
  List<GoldenService> measured() {
    return Services.named(MEASURED, settings.services());
  }

  /** Writes without an operator. */
  Cost writes(Writer.Mode mode, Cores cores) {
    try (Cluster cluster = start(mode.name().toLowerCase(Locale.ROOT), cores);
        WriterProcess writer = WriterProcess.start(mode, cluster)) {
      writer.write(WARM_UP, settings.warmUp());
      return Cost.of(
          cluster,
          writer.handle(),
          settings.services(),
          () -> writer.write(MEASURED, settings.services()));
    }
  }

  /** The operator, of which nothing else is measured. */
  Cost operator(Cores cores) {
    try (Container container = Container.create();
        Cluster cluster = start("operator", cores)) {
      Subject subject = Subject.start(cluster, container, "operator");
      subject.createReady(warmUp());
      Cost cost =
          Cost.of(
              cluster,
              subject.operator().handle(),
              settings.services(),
              () -> subject.createReady(measured()));
      subject.operator().close();
      return cost;
    }
  }

  private Cluster start(String name, Cores cores) {
    return Cluster.start(
        folder.resolve(name + "-" + cores.name().toLowerCase(Locale.ROOT)),
        cores,
        (age, before, now) -> {});
  }

  /** A row for each, and what the operator took of the others' time. */
  void tell(Cores cores, Cost bare, Cost replay, Cost operator) {
    Map<String, Cost> all = new LinkedHashMap<>();
    all.put("bare objects", bare);
    all.put("replay", replay);
    all.put("operator", operator);
    all.forEach(
        (who, cost) -> {
          String row =
              "%d, %s, cores %s"
                  .formatted(settings.services(), who, cores.name().toLowerCase(Locale.ROOT));
          report.scale(TABLE, row, "s", "%.1f", Report.seconds(cost.wall()));
          report.scale(TABLE, row, "services a second", "%.1f", 1000 / cost.wallEach());
          report.scale(TABLE, row, "time / bare objects", "%.2f", ratio(cost, bare));
          report.scale(TABLE, row, "time / replay", "%.2f", ratio(cost, replay));
          cpu(row, cost, CpuUse.API_SERVER, "API server");
          cpu(row, cost, CpuUse.ETCD, "etcd");
          cpu(row, cost, CpuUse.CONTROLLERS, "controllers");
          cpu(row, cost, CpuUse.SUBJECT, "operator or writer");
          cpu(row, cost, CpuUse.BENCH, "bench");
        });
  }

  private void cpu(String row, Cost cost, String process, String title) {
    report.scale(TABLE, row, "CPU ms each: " + title, "%.1f", cost.cpuEach(process));
  }

  private static double ratio(Cost cost, Cost other) {
    return Report.seconds(cost.wall()) / Report.seconds(other.wall());
  }
}
