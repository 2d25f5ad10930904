package dev.goldenpath.operator.component;

import dev.goldenpath.operator.api.Reason;
import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.component.route.HttpRoute;
import dev.goldenpath.operator.component.route.RouteState;
import dev.goldenpath.operator.goldenpath.Gateway;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the service is reached from outside: a route on the platform's Gateway. */
final class RouteComponent implements ImageComponent {
  private static final ApiKind ROUTE =
      ApiKind.installed(HttpRoute.GROUP, "v1", "HTTPRoute", "httproutes");

  @Override
  public String name() {
    return "route";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("expose");
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(ROUTE);
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of(service);
  }

  /** A route that leads nowhere yet would be refused. */
  @Override
  public Set<String> follows() {
    return Set.of("workload");
  }

  @Override
  public Object settings(Platform platform) {
    return platform.gateway();
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    return isExposed(plan)
        ? List.of(CustomObject.of(plan, this, ROUTE, plan.service(), HttpRoute.spec(plan)))
        : List.of();
  }

  private static boolean isExposed(ServicePlan plan) {
    return plan.image().isPresent()
        && plan.platform().gateway().isConfigured()
        && plan.text("route.expose").equals("gateway");
  }

  /** Without a Gateway, the address inside the cluster. */
  @Override
  public Optional<String> url(ServicePlan plan) {
    return plan.image()
        .map(
            image ->
                isExposed(plan)
                    ? plan.platform().gateway().urlOf(plan.service())
                    : "http://%s.%s.svc".formatted(plan.service(), plan.service()));
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    if (!isExposed(plan)) {
      return Readiness.ready(Reason.NOT_REQUESTED, why(plan))
          .with(observed.leftOver(WAY_OUT).toList());
    }
    Gateway gateway = plan.platform().gateway();
    RouteState state = RouteState.of(observed.live().get().get(0), gateway);
    if (state.isAccepted()) {
      return Readiness.ready(Reason.ROUTE_ACCEPTED, gateway.urlOf(plan.service()));
    }
    return state
        .refusal()
        .map(
            no ->
                Readiness.failing(
                    Reason.ROUTE_REFUSED,
                    "Gateway %s: %s %s: %s"
                        .formatted(gateway.title(), no.type(), no.reason(), no.message())))
        .orElseGet(
            () ->
                Readiness.waiting(
                    Reason.ROUTE_PENDING,
                    "waiting for Gateway %s to accept the route".formatted(gateway.title())));
  }

  private static String why(ServicePlan plan) {
    if (plan.image().isEmpty()) {
      return "spec.image is not set";
    }
    return plan.platform().gateway().isConfigured()
        ? "route.expose is none"
        : "the platform has no gateway";
  }

  /** Whoever asks for another host finds the former one gone. */
  @Override
  public Set<Effect> effects(
      ServicePlan plan, FieldChange change, Optional<GenericKubernetesResource> live) {
    return change.kind().equals(ROUTE.kind()) && change.path().startsWith("spec.hostnames")
        ? Set.of(Effect.CONNECTIONS_CUT)
        : Set.of();
  }
}
