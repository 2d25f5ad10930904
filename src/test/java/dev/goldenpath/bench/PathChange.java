package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** Another path document for every service at once. */
final class PathChange {
  /** The quota and the status. */
  private static final double WRITES_PER_SERVICE = 2;

  private static final String TABLE = "A restart, another path document and a flood";
  private static final String NEXT = "1.0.1";

  private final Subject subject;
  private final PathVersions versions;
  private final Report report;

  PathChange(Subject subject, PathVersions versions, Report report) {
    this.subject = subject;
    this.versions = versions;
    this.report = report;
  }

  /** Before an operator starts: the document that says what the built-in one says. */
  static void prepare(Path file) {
    write(file, "1.0.0", "");
  }

  /**
   * Replaces the document.
   *
   * @param names of all services
   * @param row of the table
   */
  void measure(List<String> names, String row) {
    int mark = subject.audit().mark();
    subject.forgetPeak();
    Cost cost =
        Cost.of(
            subject.cluster(),
            subject.operator().handle(),
            names.size(),
            () -> {
              long start = System.nanoTime();
              var all = versions.all(names.size(), NEXT);
              write(subject.cluster().pathFile(), NEXT, MORE_PODS.indent(2));
              subject.await(names, all);
              return Duration.ofNanos(System.nanoTime() - start);
            });
    List<ApiRequest> requests = subject.audit().since(mark);
    double writes = (double) requests.stream().filter(ApiRequest::writes).count() / names.size();
    ProcessCost memory = subject.cost();
    report.budget(
        "writes per service for another path document",
        writes,
        WRITES_PER_SERVICE,
        ": " + Report.summary(requests, ApiRequest::what));
    report.peak("another path document", memory, subject.container());
    report.scale(TABLE, row, "path: writes each", "%.2f", writes);
    report.scale(TABLE, row, "path: all updated, s", "%.1f", Report.seconds(cost.wall()));
    report.scale(
        TABLE, row, "path: CPU of the operator, ms each", "%.1f", cost.cpuEach(CpuUse.SUBJECT));
    report.scale(
        TABLE, row, "path: CPU of the API server, ms each", "%.1f", cost.cpuEach("kube-apiserver"));
    report.scale(TABLE, row, "path: peak resident, MB", "%.0f", memory.peak() / 1024.0);
  }

  static final String MORE_PODS =
      """
      components:
        quota:
          parameters:
            pods:
              tiers: { bronze: "21", silver: "51", gold: "101" }
      """;

  /** Of services with an image. */
  private static final String GATEWAY =
      """
        platform:
          gateway:
            name: public
            namespace: gateways
            host: "{service}.apps.example.com"
            url: "https://{service}.apps.example.com"
      """;

  /** What it leaves out is as in the product. */
  private static void write(Path file, String version, String rest) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(
          next,
          """
          apiVersion: goldenpath.dev/v1alpha1
          kind: GoldenPath
          metadata: { name: default }
          spec:
            version: %s
          """
                  .formatted(version)
              + (Services.IMAGE.isPresent() ? GATEWAY : "")
              + rest);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
