package dev.goldenpath.operator.component.workload;

import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/**
 * The probes of a service's container.
 *
 * @param startup until it has succeeded once, the others do not run
 * @param live restarts the container when it fails
 * @param ready decides whether the pod gets requests
 */
record Probes(Probe startup, Probe live, Probe ready) {
  private static final int STARTUP_PERIOD = 5;

  static Probes of(ServicePlan plan) {
    long startup = plan.seconds("workload.startup");
    int attempts = (int) ((startup + STARTUP_PERIOD - 1) / STARTUP_PERIOD);
    return new Probes(
        probe(plan, "workload.livePath", STARTUP_PERIOD, attempts),
        probe(plan, "workload.livePath", 10, 3),
        probe(plan, "workload.readyPath", 5, 3));
  }

  /** Everything that the API server would default, since it is inside a list. */
  private static Probe probe(ServicePlan plan, String path, int period, int failures) {
    ProbeBuilder probe =
        new ProbeBuilder()
            .withPeriodSeconds(period)
            .withTimeoutSeconds(2)
            .withSuccessThreshold(1)
            .withFailureThreshold(failures);
    int port = plan.integer("workload.port");
    return switch (plan.text("workload.probes")) {
      case "tcp" -> probe.withNewTcpSocket().withNewPort(port).endTcpSocket().build();
      case "grpc" -> probe.withNewGrpc(port, "").build();
      default ->
          probe
              .withNewHttpGet()
              .withPath(plan.text(path))
              .withNewPort(port)
              .withScheme("HTTP")
              .endHttpGet()
              .build();
    };
  }
}
