package dev.goldenpath.operator.component;

import dev.goldenpath.operator.component.effect.Effect;
import dev.goldenpath.operator.component.effect.FieldChange;
import dev.goldenpath.operator.component.network.AbsentNamespaces;
import dev.goldenpath.operator.component.network.ConnectionCuts;
import dev.goldenpath.operator.component.network.EgressRules;
import dev.goldenpath.operator.component.network.Peers;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may connect. Inbound is closed except from the same namespace, the platform and the listed
 * services; outbound is open except to the cloud's metadata service, which hands out credentials,
 * and to what else listens on the node.
 */
final class NetworkComponent implements Component {
  @Override
  public String name() {
    return "network";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("allowFrom", "ingress");
  }

  @Override
  public List<ApiKind> kinds(Platform platform) {
    return List.of(ApiKind.builtIn("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"));
  }

  @Override
  public boolean isGuardrail() {
    return true;
  }

  @Override
  public boolean canHurtOthers() {
    return true;
  }

  @Override
  public Set<Effect> effects(
      ServicePlan plan, FieldChange change, Optional<GenericKubernetesResource> live) {
    return ConnectionCuts.isOne(change) ? Set.of(Effect.CONNECTIONS_CUT) : Set.of();
  }

  @Override
  public Set<String> objectNames(String service) {
    return Set.of(
        "deny-ingress",
        "allow-same-namespace",
        "allow-platform",
        "allow-services",
        "allow-all",
        "egress-except-metadata");
  }

  @Override
  public List<HasMetadata> desired(ServicePlan plan) {
    Platform platform = plan.platform();
    List<NetworkPolicyPeer> fromPlatform =
        Stream.concat(
                platform.namespaces().map(Peers::namespace),
                platform.ingressBlocks().stream().distinct().map(Peers::block))
            .toList();
    List<NetworkPolicyPeer> fromServices =
        plan.names("network.allowFrom").stream().map(Peers::namespace).toList();

    List<HasMetadata> policies = new ArrayList<>();
    policies.add(ingress(plan, "deny-ingress", List.of()));
    policies.add(ingress(plan, "allow-same-namespace", List.of(Peers.ownPods())));
    policies.add(ingress(plan, "allow-platform", fromPlatform));
    if (!fromServices.isEmpty()) {
      policies.add(ingress(plan, "allow-services", fromServices));
    }
    if (plan.text("network.ingress").equals("open")) {
      policies.add(openIngress(plan));
    }
    if (platform.restrictEgress()) {
      policies.add(egressExceptMetadata(plan));
    }
    return policies;
  }

  @Override
  public Readiness readiness(ServicePlan plan, ObservedState observed) {
    return Readiness.applied().with(AbsentNamespaces.warnings(plan, observed.absentNamespaces()));
  }

  /** Policies are additive: one without peers denies everything that no other allows. */
  private HasMetadata ingress(ServicePlan plan, String name, List<NetworkPolicyPeer> peers) {
    var spec =
        new NetworkPolicyBuilder()
            .withMetadata(ObjectMetadata.metadata(plan, this, name))
            .withNewSpec()
            .withNewPodSelector()
            .endPodSelector()
            .withPolicyTypes("Ingress");
    return peers.isEmpty()
        ? spec.endSpec().build()
        : spec.addNewIngress().withFrom(peers).endIngress().endSpec().build();
  }

  /** A rule without peers admits everyone. */
  private HasMetadata openIngress(ServicePlan plan) {
    return new NetworkPolicyBuilder()
        .withMetadata(ObjectMetadata.metadata(plan, this, "allow-all"))
        .withNewSpec()
        .withNewPodSelector()
        .endPodSelector()
        .withPolicyTypes("Ingress")
        .addNewIngress()
        .endIngress()
        .endSpec()
        .build();
  }

  private HasMetadata egressExceptMetadata(ServicePlan plan) {
    return new NetworkPolicyBuilder()
        .withMetadata(ObjectMetadata.metadata(plan, this, "egress-except-metadata"))
        .withNewSpec()
        .withNewPodSelector()
        .endPodSelector()
        .withPolicyTypes("Egress")
        .withEgress(EgressRules.of(plan.platform()))
        .endSpec()
        .build();
  }
}
