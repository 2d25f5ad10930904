package dev.goldenpath.operator.component.workload;

import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;

/** The ports of a service's Service. */
public final class WorkloadPorts {
  /** The port for requests. */
  public static final String HTTP = "http";

  /** Where requests go. */
  public static final int HTTP_PORT = 80;

  /** Any other number than {@link #HTTP_PORT}, since people read metrics by the port's name. */
  private static final int METRICS_PORT = 9_090;

  private WorkloadPorts() {}

  /** One for requests, and one that Prometheus finds by the name that monitoring has. */
  public static List<ServicePort> of(ServicePlan plan) {
    ServicePort requests = port(HTTP, HTTP_PORT, plan.integer("workload.port"));
    String name = plan.text("monitoring.port");
    return name.equals(HTTP)
        ? List.of(requests)
        : List.of(requests, port(name, METRICS_PORT, plan.integer("workload.metricsPort")));
  }

  private static ServicePort port(String name, int port, int target) {
    return new ServicePortBuilder()
        .withName(name)
        .withPort(port)
        .withProtocol("TCP")
        .withNewTargetPort(target)
        .build();
  }
}
