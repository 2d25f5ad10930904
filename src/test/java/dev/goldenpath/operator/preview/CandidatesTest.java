package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.preview.FullComparison.OnPath;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Candidates against a fleet with every hatch: what the preview says, service by service, is what a
 * comparison of everything says.
 */
class CandidatesTest {
  /** Rendered once: every candidate is compared with it. */
  private static final List<OnPath> FLEET = onPath(Fleets.mixed(Fleets.BUILT_IN), Fleets.BUILT_IN);

  /** Which classes the fleet has, and the candidate. */
  private static final String CANDIDATES =
      """
      unchanged                  | platform: {}
      unchanged changed          | components: { quota: { parameters: { memory: { tiers: { gold: 40Gi } } } } }
      unchanged conflict         | components: { quota: { parameters: { memory: { maximum: 40Gi } } } }
      unchanged                  | components: { quota: { parameters: { memory: { tiers: { bronze: 8192Mi } } } } }
      unchanged changed          | components: { quota: { parameters: { cpu: { tiers: { silver: "9" } } } } }
      unchanged                  | components: { quota: { parameters: { cpu: { tiers: { silver: 8000m } } } } }
      unchanged changed          | components: { quota: { parameters: { pods: { value: "200" } } } }
      unchanged changed          | components: { quota: { parameters: { storage: { tiers: { silver: 50Gi } } } } }
      unchanged conflict         | components: { quota: { enabled: true } }
      unchanged changed conflict | components: { quota: { enabled: false } }
      unchanged                  | components: { quota: { patchable: [/spec/hard/count~1*] } }
      unchanged changed          | components: { limits: { parameters: { cpuRequest: { value: 75m } } } }
      unchanged changed          | components: { limits: { parameters: { memoryLimit: { tiers: { gold: 2Gi } } } } }
      unchanged changed          | components: { limits: { enabled: false } }
      unchanged changed          | components: { network: { parameters: { allowFrom: { value: gateway } } } }
      unchanged conflict         | components: { network: { parameters: { allowFrom: { maximum: "1" } } } }
      unchanged conflict         | components: { network: { parameters: { ingress: { choices: [closed] } } } }
      unchanged changed          | components: { network: { parameters: { ingress: { type: choice, choices: [closed, open], value: open } } } }
      unchanged changed conflict | components: { network: { enabled: false } }
      unchanged conflict         | components: { network: { patchable: [/metadata/annotations/*] } }
      unchanged changed conflict | components: { postgres: { parameters: { instances: { tiers: { gold: "4" } } } } }
      unchanged changed          | components: { postgres: { parameters: { instances: { tiers: { silver: "1" } } } } }
      unchanged changed          | components: { postgres: { parameters: { storage: { tiers: { silver: 30Gi } } } } }
      unchanged changed          | components: { postgres: { parameters: { storage: { tiers: { gold: 50Gi } } } } }
      unchanged conflict         | components: { postgres: { parameters: { storage: { maximum: 120Gi } } } }
      unchanged changed          | components: { postgres: { parameters: { version: { value: "16" } } } }
      unchanged changed          | components: { postgres: { parameters: { version: { choices: ["17", "18"], value: "18" } } } }
      unchanged changed          | components: { postgres: { parameters: { cpu: { tiers: { gold: "2" } } } } }
      unchanged changed          | components: { postgres: { parameters: { memory: { tiers: { bronze: 1Gi } } } } }
      unchanged changed          | components: { postgres: { parameters: { synchronousReplicas: { tiers: { silver: "1" } } } } }
      unchanged changed conflict | components: { postgres: { parameters: { provider: { value: none } } } }
      unchanged changed          | components: { postgres: { parameters: { provider: { value: crossplane } } } }
      unchanged changed conflict | components: { postgres: { enabled: false } }
      unchanged conflict         | components: { postgres: { patchable: [/spec/enablePDB] } }
      unchanged changed          | components: { monitoring: { parameters: { interval: { tiers: { gold: 30s } } } } }
      unchanged changed          | components: { monitoring: { parameters: { port: { value: metrics } } } }
      unchanged changed          | components: { monitoring: { parameters: { path: { value: /actuator/prometheus } } } }
      unchanged changed conflict | components: { monitoring: { enabled: false } }
      unchanged conflict         | components: { monitoring: { patchable: [/spec/labelLimit] } }
      unchanged changed          | components: { slo: { parameters: { availability: { tiers: { silver: "99.9" } } } } }
      unchanged conflict         | components: { slo: { parameters: { availability: { maximum: "99.9" } } } }
      unchanged changed          | components: { slo: { parameters: { latencyThreshold: { tiers: { bronze: 500ms } } } } }
      unchanged changed          | components: { slo: { parameters: { severity1h: { tiers: { bronze: warning } } } } }
      unchanged changed          | components: { slo: { parameters: { window: { value: 28d } } } }
      unchanged changed          | components: { slo: { parameters: { profile: { value: spring } } } }
      unchanged changed          | components: { slo: { enabled: false } }
      unchanged changed          | components: { dashboard: { enabled: false } }
      unchanged changed          | components: { namespace: { parameters: { podSecurity: { value: restricted } } } }
      unchanged changed          | components: { namespace: { parameters: { podSecurityWarn: { value: baseline } } } }
      unchanged changed          | components: { access: { enabled: false } }
      unchanged changed          | platform: { developerRole: developer }
      unchanged changed          | platform: { teamGroup: "oidc:{team}" }
      unchanged changed          | platform: { teamGroups: { payments: [payments, payments-contractors] } }
      unchanged changed          | platform: { teamServiceAccounts: ["{team}-gitops/flux"] }
      unchanged changed          | platform: { ingressNamespaces: [traefik] }
      unchanged changed unknown  | platform: { monitoringNamespaces: [observability, monitoring] }
      unchanged changed          | platform: { restrictEgress: false }
      unchanged changed          | platform: { egressAddresses: [169.254.170.23/32] }
      unchanged changed          | platform: { postgresImage: registry.example.org/postgresql }
      unchanged changed          | platform: { postgresImages: { "17": "registry.example.org/postgresql:17.6" } }
      unchanged changed          | platform: { postgresImageCatalog: postgresql }
      unchanged changed          | platform: { postgresStorageClass: fast }
      unchanged changed          | platform: { postgresMaintenanceWindow: { inProgress: true } }
      unchanged changed conflict | platform: { postgresBackup: { objectStore: { destinationPath: "s3://backups/{service}" } } }
      unchanged                  | platform: { applicationShare: 50 }
      unchanged changed          | platform: { namespaceLabels: { istio-injection: enabled } }
      unchanged changed          | platform: { monitoringLabels: { release: kps } }
      unchanged                  | platform: { monitoringSelection: reported }
      unchanged changed          | platform: { dashboardAnnotations: { grafana_folder: golden } }
      unchanged changed          | platform: { runbookUrl: "https://wiki.example.org/slo#{alert}" }
      unchanged                  | platform: { crossplaneClaim: { kind: Database } }
      """;

  static List<String> candidates() {
    return CANDIDATES.lines().toList();
  }

  @ParameterizedTest
  @MethodSource("candidates")
  void a_preview_says_what_a_comparison_of_everything_says(String candidate) {
    String[] parts = candidate.split(" *[|] *", 2);
    GoldenPath path = Fleets.candidate(parts[1]);
    Set<ServiceClass> found = compared(FLEET, path);
    assertThat(found.stream().map(ServiceClass::text).collect(Collectors.joining(" ")))
        .isEqualTo(parts[0]);
  }

  @ParameterizedTest
  @MethodSource("candidates")
  void and_so_it_does_on_the_way_back(String candidate) {
    GoldenPath path = Fleets.candidate(candidate.split(" *[|] *", 2)[1]);
    // Every third service, and those that are unlike all others.
    List<PreviewedService> fleet = Fleets.mixed(path);
    List<PreviewedService> some =
        IntStream.range(0, fleet.size())
            .filter(i -> i % 3 == 0 || i >= 2 * Fleets.HATCHES.size())
            .mapToObj(fleet::get)
            .toList();
    compared(onPath(some, path), Fleets.BUILT_IN);
  }

  private static List<OnPath> onPath(List<PreviewedService> fleet, GoldenPath path) {
    return fleet.stream().map(service -> OnPath.of(service, path)).toList();
  }

  private static Set<ServiceClass> compared(List<OnPath> fleet, GoldenPath candidate) {
    ServiceComparison comparison = new ServiceComparison(Fleets.PLANS, candidate);
    Set<ServiceClass> found = new TreeSet<>();
    for (OnPath before : fleet) {
      PreviewedService service = before.service();
      ServicePreview said = comparison.compare(service);
      FullComparison full = FullComparison.of(before, OnPath.of(service, candidate));
      assertThat(said.type()).as(service.name()).isEqualTo(full.type());
      if (said.staying().isEmpty() && said.type() != ServiceClass.CONFLICT) {
        assertThat(said.type() == ServiceClass.UNCHANGED)
            .as("%s is unchanged if all objects are equal", service.name())
            .isEqualTo(full.sameObjects());
      }
      assertThat(said.changes().isEmpty())
          .as("%s has changes if it is changed", service.name())
          .isEqualTo(said.type() != ServiceClass.CHANGED);
      found.add(full.type());
    }
    return found;
  }
}
