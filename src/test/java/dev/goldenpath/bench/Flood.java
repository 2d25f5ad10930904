package dev.goldenpath.bench;

import dev.goldenpath.controlplane.ApiRequest;
import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.Components;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Very many objects of nearly a megabyte, labelled like the operator's own, in the namespace of a
 * service: by its team where the guardrails let it, else by an admin, as on a cluster without them.
 */
final class Flood {
  private static final String TABLE = "A restart, another path document and a flood";
  private static final String NEARLY_A_MEGABYTE = "x".repeat(900_000);
  private static final int AT_A_TIME = 2;
  private static final int ATTEMPTS = 5;
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final Subject subject;
  private final Report report;
  private final String service;

  /**
   * A flood in a namespace.
   *
   * @param service of team payments
   */
  Flood(Subject subject, Report report, String service) {
    this.subject = subject;
    this.report = report;
    this.service = service;
  }

  /**
   * Floods, creates a service elsewhere, and restarts the operator amid it all.
   *
   * @param services how many there are
   * @param row of the table
   */
  Subject measure(int objects, int services, String row) {
    int mark = subject.audit().mark();
    long reconciliations = subject.reconciliations();
    subject.forgetPeak();
    String who = create(objects);
    subject.audit().awaitQuiet(QUIET);
    long writes = subject.audit().since(mark).stream().filter(ApiRequest::writes).count();
    long reconciled = subject.reconciliations() - reconciliations;
    Duration other = subject.createReady(Services.named("amid-flood", 1));
    ProcessCost memory = subject.cost();
    String what = "a flood of %d objects of 0.9 MB".formatted(objects);
    report.budget("writes because of " + what, writes, 0, ", which " + who + " may create");
    report.budget("reconciliations because of " + what, reconciled, 0, "");
    report.peak("a flood", memory, subject.container());
    report.scale(TABLE, row, "flood: objects", "%d", objects);
    report.scale(TABLE, row, "flood: writes", "%d", writes);
    report.scale(TABLE, row, "flood: reconciliations", "%d", reconciled);
    report.scale(TABLE, row, "flood: another service Ready, s", "%.1f", Report.seconds(other));
    report.scale(TABLE, row, "flood: peak resident, MB", "%.0f", memory.peak() / 1024.0);
    return restart(row);
  }

  /** The list that fills a cache is a flood in one piece. */
  private Subject restart(String row) {
    subject.operator().close();
    long start = System.nanoTime();
    Subject after = Subject.start(subject.cluster(), subject.container(), "operator-amid-flood");
    Duration ready = Duration.ofNanos(System.nanoTime() - start);
    ProcessCost memory = after.cost();
    report.peak("a restart amid a flood", memory, after.container());
    report.scale(TABLE, row, "flood: /readyz after, s", "%.1f", Report.seconds(ready));
    report.scale(TABLE, row, "flood: peak resident at it, MB", "%.0f", memory.peak() / 1024.0);
    return after;
  }

  /** Returns who was let. */
  private String create(int objects) {
    try (KubernetesClient developer =
        subject
            .cluster()
            .platform()
            .controlPlane()
            .as("mallory", "payments", "system:authenticated")) {
      try {
        create(developer, object(0));
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
          throw e;
        }
        create(subject.cluster().admin(), objects);
        return "only an admin";
      }
      create(developer, objects);
      return "a developer";
    }
  }

  private void create(KubernetesClient client, int objects) {
    List<Integer> numbers = IntStream.rangeClosed(1, objects).boxed().toList();
    Workers.forEach(AT_A_TIME, numbers, number -> create(client, object(number)));
  }

  /** However long it takes: the API server is no faster than its disk. */
  private static void create(KubernetesClient client, ConfigMap object) {
    for (int attempt = 1; ; attempt++) {
      try {
        client.resource(object).create();
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
          return;
        }
        if (e.getCode() != 0 || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private ConfigMap object(int number) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(service)
        .withName("flood-" + number)
        .withLabels(
            Map.of(
                Labels.MANAGED_BY,
                FieldManager.NAME,
                Labels.SERVICE,
                service,
                Labels.COMPONENT,
                Components.ALL.get(Components.ALL.size() - 1).name(),
                "grafana_dashboard",
                "1"))
        .endMetadata()
        .withData(Map.of("data", NEARLY_A_MEGABYTE))
        .build();
  }
}
