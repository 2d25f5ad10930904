package dev.goldenpath.operator.support;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a connection under network policies, by the semantics of their API. What the API
 * leaves open, plugins decide in different ways: whether an address block matches a node.
 */
public enum NetworkPlugin {
  /** An address is an address: Calico, Antrea, kube-router. */
  BY_ADDRESS,
  /** Cilium by default: an address block matches neither nodes nor pods. */
  BY_IDENTITY,
  /** Cilium with policyCIDRMatchMode nodes, and the fault by which 0.0.0.0/0 matches no node. */
  BY_IDENTITY_AND_NODE_ADDRESS;

  /**
   * One end of a connection.
   *
   * @param namespace empty if it is no pod
   * @param isNode whether it is a node or a pod on the host network
   */
  public record End(String address, String namespace, boolean isNode) {
    public static End pod(String namespace) {
      return new End("10.244.1.7", namespace, false);
    }

    public static End node(String address) {
      return new End(address, "", true);
    }

    public static End outside(String address) {
      return new End(address, "", false);
    }

    boolean isPod() {
      return !namespace.isEmpty();
    }
  }

  /** Whether the policies let a connection be opened: out of the one end, and into the other. */
  public boolean allows(List<NetworkPolicy> policies, End from, End to, String protocol, int port) {
    return leaves(policies, from, to, protocol, port) && enters(policies, from, to, protocol, port);
  }

  private boolean leaves(
      List<NetworkPolicy> policies, End from, End to, String protocol, int port) {
    List<NetworkPolicy> isolating = isolating(policies, from, "Egress");
    return isolating.isEmpty()
        || isolating.stream()
            .flatMap(
                policy ->
                    policy.getSpec().getEgress().stream().map(rule -> Map.entry(policy, rule)))
            .anyMatch(
                each ->
                    peers(each.getKey(), each.getValue().getTo(), to)
                        && ports(each.getValue().getPorts(), protocol, port));
  }

  private boolean enters(
      List<NetworkPolicy> policies, End from, End to, String protocol, int port) {
    List<NetworkPolicy> isolating = isolating(policies, to, "Ingress");
    return isolating.isEmpty()
        || isolating.stream()
            .flatMap(
                policy ->
                    policy.getSpec().getIngress().stream().map(rule -> Map.entry(policy, rule)))
            .anyMatch(
                each ->
                    peers(each.getKey(), each.getValue().getFrom(), from)
                        && ports(each.getValue().getPorts(), protocol, port));
  }

  private static List<NetworkPolicy> isolating(List<NetworkPolicy> policies, End pod, String type) {
    return policies.stream()
        .filter(
            policy -> pod.isPod() && policy.getMetadata().getNamespace().equals(pod.namespace()))
        .filter(policy -> everything(policy.getSpec().getPodSelector()))
        .filter(policy -> policy.getSpec().getPolicyTypes().contains(type))
        .toList();
  }

  /** No peers means everyone. */
  private boolean peers(NetworkPolicy policy, List<NetworkPolicyPeer> peers, End end) {
    return peers.isEmpty() || peers.stream().anyMatch(peer -> matches(policy, peer, end));
  }

  private boolean matches(NetworkPolicy policy, NetworkPolicyPeer peer, End end) {
    if (peer.getIpBlock() != null) {
      return selectable(end, peer.getIpBlock()) && contains(peer.getIpBlock(), end.address());
    }
    if (!end.isPod() || end.isNode()) {
      return false;
    }
    if (peer.getNamespaceSelector() == null) {
      return everything(peer.getPodSelector())
          && policy.getMetadata().getNamespace().equals(end.namespace());
    }
    return Map.of("kubernetes.io/metadata.name", end.namespace())
        .entrySet()
        .containsAll(peer.getNamespaceSelector().getMatchLabels().entrySet());
  }

  private boolean selectable(End end, IPBlock block) {
    return switch (this) {
      case BY_ADDRESS -> true;
      case BY_IDENTITY -> !end.isPod() && !end.isNode();
      case BY_IDENTITY_AND_NODE_ADDRESS ->
          !end.isPod() && !(end.isNode() && block.getCidr().endsWith("/0"));
    };
  }

  /** All that this operator writes; anything else would need more of the semantics. */
  private static boolean everything(LabelSelector selector) {
    if (!selector.getMatchLabels().isEmpty() || !selector.getMatchExpressions().isEmpty()) {
      throw new IllegalArgumentException("a selector of pods: " + selector);
    }
    return true;
  }

  private static boolean ports(List<NetworkPolicyPort> ports, String protocol, int port) {
    return ports.isEmpty()
        || ports.stream()
            .anyMatch(
                each -> each.getProtocol().equals(protocol) && each.getPort().getIntVal() == port);
  }

  private static boolean contains(IPBlock block, String address) {
    return isIn(block.getCidr(), address)
        && block.getExcept().stream().noneMatch(except -> isIn(except, address));
  }

  private static boolean isIn(String cidr, String address) {
    String[] parts = cidr.split("/");
    byte[] network = bytes(parts[0]);
    byte[] one = bytes(address);
    int free = network.length * 8 - Integer.parseInt(parts[1]);
    return network.length == one.length
        && new BigInteger(1, network)
            .shiftRight(free)
            .equals(new BigInteger(1, one).shiftRight(free));
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
