package dev.goldenpath.operator.component.network;

import dev.goldenpath.operator.goldenpath.MetadataServices;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import java.util.ArrayList;
import java.util.List;

/** What pods may connect to: everything but metadata services and what else is link-local. */
public final class EgressRules {
  private static final int DNS = 53;

  /**
   * Every address. In halves, since some releases of Cilium never match a node by 0.0.0.0/0 or
   * ::/0, even if they are set up to match nodes by address (cilium/cilium #39656, #47827).
   */
  private static final List<String> EVERYWHERE =
      List.of("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1");

  private EgressRules() {}

  /** The rules of the egress policy. */
  public static List<NetworkPolicyEgressRule> of(Platform platform) {
    List<NetworkPolicyEgressRule> rules = new ArrayList<>(List.of(everywhere(), dns(platform)));
    if (!platform.egressAddresses().isEmpty()) {
      rules.add(
          new NetworkPolicyEgressRuleBuilder()
              .withTo(platform.egressAddresses().stream().distinct().map(Peers::block).toList())
              .build());
    }
    return rules;
  }

  /**
   * Pods are selected separately from addresses: some network plugins never match a pod by an
   * address block.
   */
  private static NetworkPolicyEgressRule everywhere() {
    return new NetworkPolicyEgressRuleBuilder()
        .addToTo(Peers.everyPod())
        .addAllToTo(
            EVERYWHERE.stream()
                .map(half -> Peers.block(half, MetadataServices.closedIn(half)))
                .toList())
        .build();
  }

  /** The resolver of a pod may have a link-local address, as NodeLocal DNSCache has. */
  private static NetworkPolicyEgressRule dns(Platform platform) {
    var rule =
        new NetworkPolicyEgressRuleBuilder()
            .addNewPort()
            .withProtocol("UDP")
            .withNewPort(DNS)
            .endPort()
            .addNewPort()
            .withProtocol("TCP")
            .withNewPort(DNS)
            .endPort()
            .addToTo(
                Peers.block(
                    MetadataServices.LINK_LOCAL,
                    platform.metadataDns() ? List.of() : List.of(MetadataServices.COMMON)),
                Peers.block(MetadataServices.AZURE_HOST));
    return platform.metadataDns()
        ? rule.addToTo(Peers.block(MetadataServices.GOOGLE_IPV6)).build()
        : rule.build();
  }
}
