package dev.goldenpath.tryout;

import dev.goldenpath.operator.api.FieldManager;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.Labels;
import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of the services, in one table. */
final class Summary {
  private final KubernetesClient client;
  private final ServiceWatch watch;
  private final Set<ApiKind> kinds;

  /**
   * A summary for the admin.
   *
   * @param platform decides which kinds of objects services have
   */
  Summary(KubernetesClient client, ServiceWatch watch, Platform platform) {
    this.client = client;
    this.watch = watch;
    this.kinds = Components.kinds(platform);
  }

  MarkdownTable of(List<String> services) {
    MarkdownTable table =
        new MarkdownTable("service", "team", "tier", "ready", "time to ready", "objects");
    services.stream().flatMap(name -> watch.find(name).stream()).forEach(each -> row(table, each));
    return table;
  }

  private void row(MarkdownTable table, GoldenService service) {
    String name = service.getMetadata().getName();
    Optional<Duration> took = Optional.ofNullable(watch.ready(name).getNow(null));
    table.row(
        name,
        service.getSpec().getTeam(),
        service.getSpec().getTier(),
        ServiceWatch.isReady(service) ? "yes" : "no",
        took.map(time -> Show.seconds(time) + " s").orElse(""),
        countObjects(name));
  }

  private long countObjects(String service) {
    return kinds.stream()
        .filter(kind -> client.supports(kind.apiVersion(), kind.kind()))
        .flatMap(
            kind ->
                client
                    .genericKubernetesResources(kind.apiVersion(), kind.kind())
                    .inAnyNamespace()
                    .withLabel(Labels.MANAGED_BY, FieldManager.NAME)
                    .withLabel(Labels.SERVICE, service)
                    .list()
                    .getItems()
                    .stream())
        .count();
  }
}
