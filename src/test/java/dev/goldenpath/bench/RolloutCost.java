package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The path as a resource: revisions on their way to every service, one hundred at a time. */
final class RolloutCost {
  /** The try-out, the quota, what the namespace remembers, and the status; an Event besides. */
  private static final double REQUESTS_OF_A_CHANGE = 4.1;

  /** The status. */
  private static final double REQUESTS_OF_NO_CHANGE = 1.05;

  private static final int REQUESTS_OF_A_RESTART = 70;
  private static final String TABLE = "A rollout to every service";
  private static final Duration QUIET = Duration.ofSeconds(12);

  private final PathVersions versions;
  private final Report report;
  private Subject subject;

  RolloutCost(Subject subject, PathVersions versions, Report report) {
    this.subject = subject;
    this.versions = versions;
    this.report = report;
  }

  /**
   * Rolls out revisions, and restarts the operator amid the last one.
   *
   * @param names of all services
   * @param inForce what the services are built from, beside the built-in document
   * @param row of the table
   * @return the operator that runs now
   */
  Subject measure(List<String> names, String inForce, String row) {
    List<ApiRequest> same = rollOut(names, "2.0.0", inForce);
    report.budget(
        "requests per service for a revision that changes nothing",
        each(same, names),
        REQUESTS_OF_NO_CHANGE,
        ": " + Report.summary(same, ApiRequest::what));
    long start = System.nanoTime();
    List<ApiRequest> changed = rollOut(names, "2.1.0", pods(30));
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    report.budget(
        "requests per service for a revision that changes one object, without Events",
        each(withoutEvents(changed), names),
        REQUESTS_OF_A_CHANGE,
        ": " + Report.summary(changed, ApiRequest::what));
    long statuses =
        changed.stream().filter(each -> each.resource().equals("goldenpaths/status")).count();
    report.budget("status writes of the path every 5 s", statuses * 5.0 / wall.toSeconds(), 1, "");
    report.scale(TABLE, row, "no change: requests each", "%.2f", each(same, names));
    report.scale(TABLE, row, "one object: requests each", "%.2f", each(changed, names));
    report.scale(TABLE, row, "all moved, s", "%.1f", Report.seconds(wall));
    restart(names, row);
    return subject;
  }

  private List<ApiRequest> rollOut(List<String> names, String version, String content) {
    int mark = subject.audit().mark();
    var all = versions.all(names.size(), version);
    apply(version, content);
    subject.await(names, all);
    awaitPath("Complete");
    subject.audit().awaitQuiet(QUIET);
    return subject.audit().since(mark);
  }

  private void restart(List<String> names, String row) {
    var all = versions.all(names.size(), "2.2.0");
    apply("2.2.0", pods(31));
    awaitPath("Progressing");
    annotate("\"bench\"");
    awaitPath("Paused");
    subject.audit().awaitQuiet(QUIET);
    int mark = subject.audit().mark();
    subject.operator().close();
    subject = Subject.start(subject.cluster(), subject.container(), "operator-amid-a-rollout");
    Awaitility.await("a reconciliation of each service")
        .atMost(BenchSettings.patience(names.size()))
        .until(() -> subject.reconciliations() >= names.size());
    subject.audit().awaitQuiet(QUIET);
    List<ApiRequest> requests = subject.audit().since(mark);
    report.budget(
        "writes of a restart amid a rollout",
        requests.stream().filter(ApiRequest::writes).count(),
        0,
        ": " + Report.summary(requests, ApiRequest::what));
    report.budget(
        "requests of a restart amid a rollout",
        requests.size(),
        REQUESTS_OF_A_RESTART * Math.max(1, names.size() / 300),
        ": " + Report.summary(requests, ApiRequest::verb));
    report.scale(TABLE, row, "restart amid it: requests", "%d", requests.size());
    annotate("null");
    subject.await(names, all);
  }

  private static List<ApiRequest> withoutEvents(List<ApiRequest> requests) {
    return requests.stream().filter(request -> !request.resource().equals("events")).toList();
  }

  private static double each(List<ApiRequest> requests, List<String> names) {
    return (double) requests.size() / names.size();
  }

  private static String pods(int bronze) {
    return "components: { quota: { parameters: { pods: { tiers: { bronze: %d, silver: %d, gold: %d } } } } }"
        .formatted(bronze, bronze + 30, bronze + 80);
  }

  private void apply(String version, String content) {
    String text =
        """
        apiVersion: goldenpath.dev/v1alpha1
        kind: GoldenPath
        metadata: { name: default, annotations: { goldenpath.dev/expedite: "%s" } }
        spec:
          version: %s
          rollout: { minReady: 5s }
        """
                .formatted(version, version)
            + content.indent(2);
    subject
        .cluster()
        .admin()
        .load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .forceConflicts()
        .serverSideApply();
  }

  private Resource<GenericKubernetesResource> path() {
    return subject
        .cluster()
        .admin()
        .genericKubernetesResources("goldenpath.dev/v1alpha1", "GoldenPath")
        .withName("default");
  }

  private void annotate(String value) {
    path()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"goldenpath.dev/paused\":" + value + "}}}");
  }

  private void awaitPath(String phase) {
    Awaitility.await("the rollout is " + phase)
        .atMost(Duration.ofMinutes(10))
        .until(
            () ->
                Optional.ofNullable(path().get())
                    .map(now -> now.<String>get("status", "rollout", "phase"))
                    .filter(phase::equals)
                    .isPresent());
  }
}
