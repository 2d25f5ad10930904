package dev.goldenpath.operator.component.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.List;

/** The sources and destinations of network policies. */
public final class Peers {
  /** The label of a namespace with its name, which the API server sets and keeps. */
  public static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private Peers() {}

  /** Every pod of a namespace, by its name. */
  public static NetworkPolicyPeer namespace(String name) {
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .addToMatchLabels(NAMESPACE_NAME, name)
        .endNamespaceSelector()
        .build();
  }

  /** Every pod of the policy's own namespace. */
  public static NetworkPolicyPeer ownPods() {
    return new NetworkPolicyPeerBuilder().withNewPodSelector().endPodSelector().build();
  }

  /** A block of addresses. */
  public static NetworkPolicyPeer block(String addresses) {
    return block(addresses, List.of());
  }

  static NetworkPolicyPeer block(String addresses, List<String> except) {
    return new NetworkPolicyPeerBuilder()
        .withNewIpBlock()
        .withCidr(addresses)
        .withExcept(except)
        .endIpBlock()
        .build();
  }

  static NetworkPolicyPeer everyPod() {
    return new NetworkPolicyPeerBuilder().withNewNamespaceSelector().endNamespaceSelector().build();
  }
}
