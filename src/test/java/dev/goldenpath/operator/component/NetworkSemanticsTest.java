package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.support.NetworkPlugin;
import dev.goldenpath.operator.support.NetworkPlugin.End;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may connect to whom, under the policies as they are rendered. */
class NetworkSemanticsTest {
  private static final String DEFAULT = "restrictEgress: true";

  /** What the path document says, and what a pod of the service can reach then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          restrictEgress: true  | 169.254.20.10   | UDP  53 | true
          restrictEgress: true  | 169.254.20.10   | TCP  53 | true
          restrictEgress: true  | 169.254.25.10   | UDP  53 | true
          restrictEgress: true  | 169.254.20.10   | TCP  80 | false
          restrictEgress: true  | fe80::a9fe:140a | UDP  53 | true
          restrictEgress: true  | 168.63.129.16   | UDP  53 | true
          restrictEgress: true  | 168.63.129.16   | TCP  80 | false
          restrictEgress: true  | 169.254.169.254 | UDP  53 | false
          restrictEgress: true  | 169.254.169.254 | TCP  80 | false
          restrictEgress: true  | 169.254.170.23  | TCP  80 | false
          restrictEgress: true  | 100.100.100.200 | TCP  80 | false
          restrictEgress: true  | fd00:ec2::254   | TCP  80 | false
          restrictEgress: true  | fd20:ce::254    | TCP  80 | false
          restrictEgress: true  | fd20:ce::254    | UDP  53 | false
          restrictEgress: true  | fd00:42::42     | TCP  80 | false
          restrictEgress: true  | fd00:ec2::23    | TCP  80 | true
          restrictEgress: true  | 0.0.0.1         | TCP 443 | true
          restrictEgress: true  | 127.255.255.255 | TCP 443 | true
          restrictEgress: true  | 128.0.0.0       | TCP 443 | true
          restrictEgress: true  | 255.255.255.254 | TCP 443 | true
          restrictEgress: true  | 100.100.100.201 | TCP 443 | true
          restrictEgress: true  | 2a00::1         | TCP 443 | true
          restrictEgress: true  | 8000::1         | TCP 443 | true
          metadataDns: true     | 169.254.169.254 | UDP  53 | true
          metadataDns: true     | 169.254.169.254 | TCP  53 | true
          metadataDns: true     | fd20:ce::254    | UDP  53 | true
          metadataDns: true     | 169.254.169.254 | TCP  80 | false
          metadataDns: true     | fd20:ce::254    | TCP  80 | false
          metadataDns: true     | fd00:ec2::254   | TCP  80 | false
          egressAddresses: [169.254.170.23/32]  | 169.254.170.23  | TCP   80 | true
          egressAddresses: [169.254.170.23/32]  | 169.254.170.24  | TCP   80 | false
          egressAddresses: [169.254.170.23/32]  | 169.254.169.254 | TCP   80 | false
          egressAddresses: [169.254.169.252/32] | 169.254.169.252 | TCP  988 | true
          egressAddresses: [169.254.169.254/32] | 169.254.169.254 | TCP   80 | true
          restrictEgress: false | 169.254.169.254 | TCP  80 | true
          restrictEgress: false | 169.254.20.10   | UDP  53 | true
          """)
  void outbound(String setting, String address, String service, boolean allowed) {
    for (String tier : Tier.names()) {
      for (NetworkPlugin plugin : NetworkPlugin.values()) {
        assertThat(
                allows(
                    plugin,
                    policies(tier, setting),
                    End.pod("checkout"),
                    End.outside(address),
                    service))
            .as("%s, %s", tier, plugin)
            .isEqualTo(allowed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NetworkPlugin.class)
  void pods_are_reached_however_addresses_are_matched(NetworkPlugin plugin) {
    List<NetworkPolicy> policies = policies("gold", DEFAULT);
    for (String namespace : List.of("checkout", "cart", "kube-system")) {
      assertThat(allows(plugin, policies, End.pod("checkout"), End.pod(namespace), "UDP 53"))
          .as(namespace)
          .isTrue();
    }
  }

  /** An instance of the database asks the API server, which listens on nodes in many clusters. */
  @ParameterizedTest
  @CsvSource({
    "BY_ADDRESS,                   restrictEgress: true,  true",
    "BY_IDENTITY,                  restrictEgress: true,  false",
    "BY_IDENTITY,                  restrictEgress: false, true",
    "BY_IDENTITY_AND_NODE_ADDRESS, restrictEgress: true,  true",
  })
  void the_api_server_on_a_node(NetworkPlugin plugin, String setting, boolean allowed) {
    assertThat(
            allows(
                plugin,
                policies("gold", setting),
                End.pod("checkout"),
                End.node("10.1.0.1"),
                "TCP 6443"))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ingressBlocks: []            | 10.1.0.5      | false
          ingressBlocks: [10.1.0.0/24] | 10.1.0.5      | true
          ingressBlocks: [10.1.0.0/24] | 10.1.1.5      | false
          ingressBlocks: [10.1.0.0/24, 130.211.0.0/22, 2600:2d00::/40] | 130.211.1.9 | true
          ingressBlocks: [10.1.0.0/24, 130.211.0.0/22, 2600:2d00::/40] | 2600:2d00::7 | true
          restrictEgress: false        | 10.1.0.5      | false
          """)
  void inbound_from_addresses(String setting, String address, boolean allowed) {
    for (String tier : Tier.names()) {
      assertThat(
              allows(
                  NetworkPlugin.BY_ADDRESS,
                  policies(tier, setting),
                  End.node(address),
                  End.pod("checkout"),
                  "TCP 8080"))
          .as(tier)
          .isEqualTo(allowed);
    }
  }

  @ParameterizedTest
  @EnumSource(NetworkPlugin.class)
  void inbound_from_pods(NetworkPlugin plugin) {
    List<NetworkPolicy> policies =
        policies("gold", DEFAULT, Map.of("override.goldenpath.dev/network.allowFrom", "cart"));
    Map<String, Boolean> expected =
        Map.of(
            "checkout", true,
            "ingress-nginx", true,
            "monitoring", true,
            "cnpg-system", true,
            "cart", true,
            "orders", false,
            "kube-system", false);
    expected.forEach(
        (namespace, allowed) ->
            assertThat(allows(plugin, policies, End.pod(namespace), End.pod("checkout"), "TCP 80"))
                .as(namespace)
                .isEqualTo(allowed));
  }

  @Test
  void the_switch_of_the_egress_policy_changes_no_other() {
    assertThat(names(policies("gold", DEFAULT)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    names(policies("gold", "restrictEgress: false")).stream(),
                    Stream.of("egress-except-metadata"))
                .toList());
  }

  private static List<String> names(List<NetworkPolicy> policies) {
    return policies.stream().map(policy -> policy.getMetadata().getName()).toList();
  }

  private static boolean allows(
      NetworkPlugin plugin, List<NetworkPolicy> policies, End from, End to, String service) {
    String[] parts = service.split(" +");
    return plugin.allows(policies, from, to, parts[0], Integer.parseInt(parts[1]));
  }

  private static List<NetworkPolicy> policies(String tier, String setting) {
    return policies(tier, setting, Map.of());
  }

  /** Under the built-in document with one other setting of the platform. */
  private static List<NetworkPolicy> policies(
      String tier, String setting, Map<String, String> annotations) {
    String field = setting.substring(0, setting.indexOf(':'));
    String document =
        Documents.builtIn().replaceFirst("(?m)^    " + field + ": .*$", "    " + setting);
    try {
      return Rendering.objects(Rendering.plan(Documents.read(document), tier, annotations)).stream()
          .filter(NetworkPolicy.class::isInstance)
          .map(NetworkPolicy.class::cast)
          .toList();
    } catch (InvalidGoldenPathException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
