package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.prometheus.PrometheusSelection;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfig;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfigBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorBuilder;
import java.util.List;
import java.util.Set;

/**
 * What Prometheus scrapes: every Service of the namespace that has the port. The job is always the
 * GoldenService's name, whatever the Services' names are, since the SLO rules select by it. The
 * label {@code service} is, too: it alone tells the targets of a pod apart that stands behind
 * several Services, such as a headless one, and Prometheus scrapes equal targets once. Otherwise,
 * each of its requests would count several times.
 */
final class MonitoringComponent implements Component {
  @Override
  public String name() {
    return "monitoring";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("interval", "port", "path");
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(
        ApiKind.installed("monitoring.coreos.com", "v1", "ServiceMonitor", "servicemonitors"));
  }

  @Override
  public Object settings(Platform platform) {
    return platform.monitoringLabels();
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of(service);
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return List.of(
        new ServiceMonitorBuilder()
            .withMetadata(ObjectMetadata.metadata(plan, this, plan.service()))
            .editMetadata()
            .addToLabels(plan.platform().monitoringLabels())
            .endMetadata()
            .withNewSpec()
            // Otherwise, native histograms could replace the buckets that the SLO rules read.
            .withScrapeClassicHistograms(true)
            .withNewSelector()
            .endSelector()
            .addNewEndpoint()
            .withPort(plan.text("monitoring.port"))
            .withPath(plan.text("monitoring.path"))
            .withInterval(plan.text("monitoring.interval"))
            .withRelabelings(always("job", plan.service()), always("service", plan.service()))
            .endEndpoint()
            .endSpec()
            .build());
  }

  private static RelabelConfig always(String label, String value) {
    return new RelabelConfigBuilder()
        .withAction("replace")
        .withTargetLabel(label)
        .withReplacement(value)
        .build();
  }

  @Override
  public boolean measuresErrorBudget() {
    return true;
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    return Readiness.of(observed.selectedBy(PrometheusSelection.MONITOR, plan.platform()));
  }
}
