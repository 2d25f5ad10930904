package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.Bounds;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the platform that all services share, as they are written. {@code
 * golden-path.yaml} says what each is for; {@code goldenpath.Platform} has the checked form.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathPlatform(
    @JsonPropertyDescription("The group of a team; {team} is replaced.") @Size(max = Bounds.DEFAULT)
        @Nullable String teamGroup,
    @JsonPropertyDescription("The groups of teams for which the pattern is not right, by team.")
        @Size(max = Bounds.PATH_TEAMS)
        @Nullable Map<String, List<String>> teamGroups,
    @JsonPropertyDescription("Service accounts of the teams' tools, as <namespace>/<name>.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable List<String> teamServiceAccounts,
    @JsonPropertyDescription("The ClusterRole of a team in the namespaces of its services.")
        @Size(max = Bounds.DEFAULT)
        @Nullable String developerRole,
    @JsonPropertyDescription("The namespaces of ingress controllers.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable List<String> ingressNamespaces,
    @JsonPropertyDescription("The namespaces of Prometheus.") @Size(max = Bounds.PATH_ENTRIES)
        @Nullable List<String> monitoringNamespaces,
    @JsonPropertyDescription("The namespaces of the database operator.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable List<String> databaseOperatorNamespaces,
    @JsonPropertyDescription("Address blocks from which every service may be reached.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable List<String> ingressBlocks,
    @JsonPropertyDescription("Whether outbound connections are restricted.")
        @Nullable Boolean restrictEgress,
    @JsonPropertyDescription("Address blocks of agents on the node that may be reached.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable List<String> egressAddresses,
    @JsonPropertyDescription("Whether the metadata service is the resolver.")
        @Nullable Boolean metadataDns,
    @JsonPropertyDescription("The Gateway that the routes of all services are attached to.")
        @Nullable Gateway gateway,
    @JsonPropertyDescription("The Secrets, in the service's namespace, to pull its image with.")
        @Size(max = Bounds.COMPONENTS)
        @Nullable List<String> imagePullSecrets,
    @JsonPropertyDescription("The key of the database's Secret, by environment variable.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable Map<String, String> databaseEnv,
    @JsonPropertyDescription("The key of the queue's Secret, by environment variable.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable Map<String, String> queueEnv,
    @JsonPropertyDescription(
            "The share of each quota, in percent, that a database leaves to the application.")
        @Min(0)
        @Max(100)
        @Nullable Integer applicationShare,
    @JsonPropertyDescription("The image repository of PostgreSQL; the version is its tag.")
        @Size(max = Bounds.DEFAULT)
        @Nullable String postgresImage,
    @JsonPropertyDescription("The whole image of a version, by version.")
        @Size(max = Bounds.COMPONENTS)
        @Nullable Map<String, String> postgresImages,
    @JsonPropertyDescription("The ClusterImageCatalog that has the images of the other versions.")
        @Size(max = Bounds.DEFAULT)
        @Nullable String postgresImageCatalog,
    @JsonPropertyDescription("The Secrets, in the service's namespace, to pull images with.")
        @Size(max = Bounds.COMPONENTS)
        @Nullable List<String> postgresPullSecrets,
    @JsonPropertyDescription("The storage class of new databases.") @Size(max = Bounds.DEFAULT)
        @Nullable String postgresStorageClass,
    @JsonPropertyDescription("CloudNativePG's node maintenance window, for all databases.")
        @Nullable MaintenanceWindow postgresMaintenanceWindow,
    @JsonPropertyDescription("Where backups of databases go.") @Nullable Backup postgresBackup,
    @JsonPropertyDescription("More labels of every service's namespace.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable Map<String, String> namespaceLabels,
    @JsonPropertyDescription("More annotations of every service's namespace.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable Map<String, String> namespaceAnnotations,
    @JsonPropertyDescription("The labels by which Prometheus selects ServiceMonitors and rules.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable Map<String, String> monitoringLabels,
    @JsonPropertyDescription(
            "enforced: a service whose rules no Prometheus selects is not ready. reported: it is.")
        @Size(max = Bounds.WORD)
        @Nullable String monitoringSelection,
    @JsonPropertyDescription("The labels by which Grafana's sidecar finds dashboards.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable Map<String, String> dashboardLabels,
    @JsonPropertyDescription("The annotations that the sidecar reads, such as the folder.")
        @Size(max = Bounds.PATH_ENTRIES)
        @Nullable Map<String, String> dashboardAnnotations,
    @JsonPropertyDescription("The page about an alert of a service; {alert} is replaced.")
        @Size(max = Bounds.PATH_TEXT)
        @Nullable String runbookUrl,
    @JsonPropertyDescription("The claim if postgres.provider is crossplane.")
        @Nullable Claim crossplaneClaim,
    @JsonPropertyDescription("The claim if queue.provider is crossplane.")
        @Nullable Claim crossplaneQueueClaim) {

  /** CloudNativePG's {@code nodeMaintenanceWindow}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MaintenanceWindow(
      @JsonPropertyDescription("Whether nodes are being drained.") @Nullable Boolean inProgress,
      @JsonPropertyDescription("Whether an instance waits for its volume, and thus for its node.")
          @Nullable Boolean reusePVC) {}

  /** The backups of databases, by the Barman Cloud plugin. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Backup(
      @JsonPropertyDescription(
              "The configuration of the plugin's ObjectStore; {service}, {team} and {tier} are"
                  + " replaced.")
          @PreserveUnknownFields
          @Nullable Object objectStore,
      @JsonPropertyDescription("When base backups are taken: a cron expression of six fields.")
          @Size(max = Bounds.WORD)
          @Nullable String schedule,
      @JsonPropertyDescription("How long the backups of a tier are kept, such as 30d.")
          @Size(max = Bounds.PATH_TIERS)
          @Nullable Map<String, String> retention) {}

  /** A Gateway of the Gateway API. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Gateway(
      @JsonPropertyDescription("Its name; without one, there are no routes.")
          @Size(max = Bounds.DEFAULT)
          @Nullable String name,
      @JsonPropertyDescription("Its namespace.") @Size(max = Bounds.LABEL)
          @Nullable String namespace,
      @JsonPropertyDescription("The host of a service; begins with {service}.")
          @Size(max = Bounds.DEFAULT)
          @Nullable String host,
      @JsonPropertyDescription("The address of a service, as people open it.")
          @Size(max = Bounds.PATH_TEXT)
          @Nullable String url) {}

  /** A namespaced claim of Crossplane. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Claim(
      @JsonPropertyDescription("Its API group.") @Size(max = Bounds.DEFAULT) @Nullable String group,
      @JsonPropertyDescription("The version of its API.") @Size(max = Bounds.LABEL)
          @Nullable String version,
      @JsonPropertyDescription("Its kind.") @Size(max = Bounds.LABEL) @Nullable String kind,
      @JsonPropertyDescription("The plural of its kind.") @Size(max = Bounds.LABEL)
          @Nullable String plural,
      @JsonPropertyDescription("The field path of each parameter, by parameter.")
          @Size(max = Bounds.COMPONENTS)
          @Nullable Map<String, String> fields) {}
}
