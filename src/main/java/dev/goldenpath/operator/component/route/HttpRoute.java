package dev.goldenpath.operator.component.route;

import dev.goldenpath.operator.component.workload.WorkloadPorts;
import dev.goldenpath.operator.goldenpath.Gateway;
import dev.goldenpath.operator.plan.ServicePlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An {@code HTTPRoute} that leads everything under the service's host to its Service. */
public final class HttpRoute {
  public static final String GROUP = "gateway.networking.k8s.io";

  private HttpRoute() {}

  /** The desired {@code spec}, with all that the API server would default inside its lists. */
  public static Map<String, Object> spec(ServicePlan plan) {
    Gateway gateway = plan.platform().gateway();
    return sorted(
        Map.of(
            "parentRefs",
            List.of(
                sorted(
                    Map.of(
                        "group",
                        GROUP,
                        "kind",
                        "Gateway",
                        "namespace",
                        gateway.namespace(),
                        "name",
                        gateway.name()))),
            "hostnames",
            List.of(gateway.hostOf(plan.service())),
            "rules",
            List.of(
                sorted(
                    Map.of(
                        "matches",
                        List.of(Map.of("path", sorted(Map.of("type", "PathPrefix", "value", "/")))),
                        "backendRefs",
                        List.of(
                            sorted(
                                Map.of(
                                    "group",
                                    "",
                                    "kind",
                                    "Service",
                                    "name",
                                    plan.service(),
                                    "port",
                                    WorkloadPorts.HTTP_PORT,
                                    "weight",
                                    1))))))));
  }

  private static Map<String, Object> sorted(Map<String, Object> map) {
    return new TreeMap<>(map);
  }
}
