package dev.goldenpath.operator.component.dashboard;

import static dev.goldenpath.operator.component.dashboard.DashboardPanel.from;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.graph;
import static dev.goldenpath.operator.component.dashboard.DashboardPanel.row;

import dev.goldenpath.operator.component.prometheus.PromQl;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The resource usage of the namespace's containers, from kubelet and kube-state-metrics. The job is
 * theirs, not the service's.
 */
public final class ResourcePanels {
  private static final String USED = "{{container}} used";
  private static final String LIMIT = "{{container}} limit";

  private final ServicePlan plan;
  private final String database;

  /**
   * The panels of a service.
   *
   * @param database the name of its database, which is the prefix of its pods and volumes
   */
  public ResourcePanels(ServicePlan plan, String database) {
    this.plan = plan;
    this.database = database;
  }

  public List<DashboardPanel> saturation() {
    List<DashboardPanel> panels =
        new ArrayList<>(
            List.of(
                row("Saturation"),
                graph("CPU", "short", 8, "In cores, of all pods together.")
                    .query(USED, byContainer(rate("container_cpu_usage_seconds_total", real())))
                    .query(
                        "{{container}} requested",
                        byContainer(
                            series("kube_pod_container_resource_requests", "resource=\"cpu\"")))
                    .query(
                        LIMIT,
                        byContainer(
                            series("kube_pod_container_resource_limits", "resource=\"cpu\""))),
                graph("CPU throttling", "percentunit", 8, "The share of periods cut short.")
                    .query(
                        "{{container}}",
                        byContainer(rate("container_cpu_cfs_throttled_periods_total", real()))
                            + " / "
                            + byContainer(rate("container_cpu_cfs_periods_total", real()))),
                graph("Memory", "bytes", 8, "The highest use of any pod, by container.")
                    .query(
                        USED,
                        "max by (container) ("
                            + series("container_memory_working_set_bytes", real())
                            + ")")
                    .query(
                        LIMIT,
                        "max by (container) ("
                            + series("kube_pod_container_resource_limits", "resource=\"memory\"")
                            + ")"),
                graph("Replicas", "none", 12, null)
                    .query("{{deployment}} ready", series("kube_deployment_status_replicas_ready"))
                    .query("{{deployment}} wanted", series("kube_deployment_spec_replicas"))
                    .query(
                        "{{statefulset}} ready", series("kube_statefulset_status_replicas_ready"))
                    .query("{{statefulset}} wanted", series("kube_statefulset_replicas")),
                graph("Restarts in an hour", "none", 12, null)
                    .query(
                        "{{container}}",
                        byContainer(
                            "increase("
                                + series("kube_pod_container_status_restarts_total")
                                + "[1h])"))));
    if (plan.includes("postgres") && plan.text("postgres.provider").equals("cloudnative-pg")) {
      panels.addAll(postgres());
    }
    return panels;
  }

  /** The first two come from kubelet and kube-state-metrics, so that there is always some data. */
  private List<DashboardPanel> postgres() {
    return List.of(
        graph("Postgres: volumes", "percentunit", 8, "The used share of each.")
            .query(
                "{{persistentvolumeclaim}}",
                "max by (persistentvolumeclaim) (%s / %s)"
                    .formatted(
                        series(
                            "kubelet_volume_stats_used_bytes",
                            "persistentvolumeclaim=~" + instance("-.*")),
                        series(
                            "kubelet_volume_stats_capacity_bytes",
                            "persistentvolumeclaim=~" + instance("-.*"))))
            .colours(from(null, "green"), from("0.85", "red")),
        graph("Postgres: instances ready", "none", 8, "The line is the required number.")
            .query(
                "ready",
                "sum("
                    + series(
                        "kube_pod_status_ready",
                        "condition=\"true\"",
                        "pod=~" + instance("-[0-9]+"))
                    + ")")
            .colours(from(null, "red"), from(plan.text("postgres.instances"), "green")),
        graph(
                "Postgres: connections and lag",
                "short",
                8,
                "Needs a PodMonitor of the cluster. Lag is in seconds.")
            .query("{{pod}} connections", "sum by (pod) (" + series("cnpg_backends_total") + ")")
            .query("{{pod}} lag", "max by (pod) (" + series("cnpg_pg_replication_lag") + ")"));
  }

  /** The names of volumes and pods begin with that of their cluster. */
  private String instance(String suffix) {
    return PromQl.quoted(database + suffix);
  }

  /** The running containers, by image. */
  public List<DashboardPanel> deploys() {
    return List.of(
        row("Deployments"),
        graph("Containers by image", "none", 24, "A new image is also a line over all panels.")
            .query("{{image}}", images("")));
  }

  /** New images and, on demand, any change of a Deployment, which includes autoscaling. */
  public List<Dashboard.Annotation> annotations() {
    return List.of(
        new Dashboard.Annotation(
            "New image",
            true,
            "blue",
            Dashboard.PICKED,
            images("") + " unless " + images(" offset 5m"),
            "1m",
            "{{image}}"),
        new Dashboard.Annotation(
            "Changed Deployment",
            false,
            "purple",
            Dashboard.PICKED,
            "changes(" + series("kube_deployment_metadata_generation") + "[5m]) > 0",
            "1m",
            "{{deployment}}"));
  }

  private String images(String when) {
    return "count by (image) (" + series("kube_pod_container_info") + when + ")";
  }

  /** Without the sums of a pod, which have no container. */
  private static String real() {
    return "container!=\"\"";
  }

  private static String byContainer(String expression) {
    return "sum by (container) (" + expression + ")";
  }

  private String rate(String metric, String... matchers) {
    return PromQl.rate(series(metric, matchers), RequestPanels.PIXEL);
  }

  private String series(String metric, String... matchers) {
    return PromQl.selector(
        metric,
        Stream.concat(
                Stream.of("namespace=" + PromQl.quoted(plan.service())), Arrays.stream(matchers))
            .toList());
  }
}
