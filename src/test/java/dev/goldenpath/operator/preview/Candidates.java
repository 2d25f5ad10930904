package dev.goldenpath.operator.preview;

import java.util.List;

/** Changes of the path: of each component, of the platform, of bounds, and back to what is. */
public final class Candidates {
  /** The classes that the fleet of {@link Fleets#mixed} has then, and the candidate. */
  public static final List<String> ALL =
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
      """
          .lines()
          .toList();

  private Candidates() {}

  /** What is below {@code spec}, beside the version. */
  public static String contentOf(String candidate) {
    return candidate.split(" *[|] *", 2)[1];
  }
}
