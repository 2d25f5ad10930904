package dev.goldenpath.operator.component.prometheus;

import dev.goldenpath.operator.component.prometheus.PrometheusWorkload.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is known about the workloads of the cluster. Other programs read the same objects and show
 * themselves in no API, such as Grafana Alloy.
 *
 * @param all those that could be read, in a stable order
 * @param unread the kinds that are installed and could not be read, with the cause
 */
public record PrometheusWorkloads(List<PrometheusWorkload> all, Map<Kind, String> unread) {
  private static final Comparator<PrometheusWorkload> ORDER =
      Comparator.comparing(PrometheusWorkload::kind)
          .thenComparing(PrometheusWorkload::namespace)
          .thenComparing(PrometheusWorkload::name);

  public PrometheusWorkloads {
    // A cache has no order, and a message must not change by itself.
    all = all.stream().sorted(ORDER).toList();
    unread = Map.copyOf(unread);
  }
}
