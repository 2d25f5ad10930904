package dev.goldenpath.operator.component;

import dev.goldenpath.operator.goldenpath.Catalogue;
import dev.goldenpath.operator.goldenpath.Platform;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The whole product on one screen. */
public final class Components {
  private Components() {}

  /** Comes first: everything else is in it. */
  public static final Component NAMESPACE = new NamespaceComponent();

  /** What a service gets, in the order in which people read it. */
  public static final List<Component> ALL =
      List.of(
          NAMESPACE, // team, tier and pod security as labels
          new AccessComponent(), // the team's group may develop
          new QuotaComponent(), // how much the namespace may use
          new LimitsComponent(), // defaults for containers without resources
          new NetworkComponent(), // who may connect
          new PostgresComponent(), // the database claim
          new QueueComponent(), // the queue claim, if asked for
          new WorkloadComponent(), // the pods, if there is an image
          new RouteComponent(), // the way in from outside
          new MonitoringComponent(), // what Prometheus scrapes
          new SloComponent(), // recording rules and burn-rate alerts
          new DashboardComponent()); // the Grafana dashboard

  /** What path documents and hatches need to know about them. */
  public static Catalogue catalogue() {
    return new Catalogue(ALL);
  }

  /** Every kind that the operator may create, each once. */
  public static Set<ApiKind> kinds(Platform platform) {
    return ALL.stream()
        .flatMap(component -> component.kinds(platform).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
