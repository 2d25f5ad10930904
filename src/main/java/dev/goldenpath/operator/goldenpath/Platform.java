package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.goldenpath.operator.api.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of the platform that all services share.
 *
 * @param teamGroup the group of a team as the identity provider names it; {@code {team}} stands for
 *     the team
 * @param teamGroups the groups of a team for which the pattern is not right, by team
 * @param teamServiceAccounts service accounts of the teams' tools, as {@code <namespace>/<name>};
 *     {@code {team}} and {@code {service}} are replaced
 * @param developerRole the ClusterRole that a team's groups and service accounts get in its
 *     namespaces
 * @param ingressNamespaces where ingress controllers run
 * @param monitoringNamespaces where Prometheus runs
 * @param databaseOperatorNamespaces where the database operator runs
 * @param ingressBlocks address blocks from which every service may be reached
 * @param restrictEgress false if outbound connections are not restricted
 * @param egressAddresses address blocks of agents on the node that may be reached
 * @param metadataDns whether the metadata service is the resolver
 * @param postgresImage the image repository of PostgreSQL; the version is its tag
 * @param postgresImages the whole image of a version, with its tag and perhaps its digest, in place
 *     of repository and version
 * @param postgresImageCatalog the ClusterImageCatalog that has the images of the other versions; if
 *     empty, repository and version name them
 * @param postgresPullSecrets the Secrets, in the service's namespace, to pull images with
 * @param postgresStorageClass that of new databases; if empty, the cluster's default
 * @param postgresMaintenanceWindow whether nodes are under maintenance
 * @param postgresBackup where backups go; off until it has an object store
 * @param gateway where routes are attached; none until it has a name
 * @param imagePullSecrets the Secrets, in the service's namespace, to pull a service's image with
 * @param databaseEnv the environment variables that have the database's credentials: the key of the
 *     Secret, by variable
 * @param queueEnv the same of the queue's credentials
 * @param applicationShare the part of each quota, in percent, that a database must leave to the
 *     application
 * @param namespaceLabels more labels of every service's namespace, by which Prometheus selects
 *     namespaces or a mesh is injected
 * @param namespaceAnnotations more annotations of every service's namespace
 * @param monitoringLabels the labels by which Prometheus selects ServiceMonitors and rules
 * @param monitoringSelection {@value #ENFORCED}, or {@value #REPORTED} if something other than
 *     prometheus-operator may read them: then an unselected one does not make a service unready
 * @param dashboardLabels the labels by which Grafana's sidecar finds dashboards
 * @param dashboardAnnotations the annotations that it reads, such as the folder
 * @param runbookUrl the page about an alert, for which {@code {alert}} stands; if empty, alerts
 *     carry no link
 * @param crossplaneClaim the claim to create if the database's provider is Crossplane
 * @param crossplaneQueueClaim the claim to create if the queue's provider is Crossplane
 */
public record Platform(
    @JsonProperty(required = true) String teamGroup,
    @JsonProperty(required = true) Map<String, List<String>> teamGroups,
    @JsonProperty(required = true) List<String> teamServiceAccounts,
    @JsonProperty(required = true) String developerRole,
    @JsonProperty(required = true) List<String> ingressNamespaces,
    @JsonProperty(required = true) List<String> monitoringNamespaces,
    @JsonProperty(required = true) List<String> databaseOperatorNamespaces,
    @JsonProperty(required = true) List<String> ingressBlocks,
    @JsonProperty(required = true) boolean restrictEgress,
    @JsonProperty(required = true) List<String> egressAddresses,
    @JsonProperty(required = true) boolean metadataDns,
    @JsonProperty(required = true) String postgresImage,
    @JsonProperty(required = true) Map<String, String> postgresImages,
    @JsonProperty(required = true) String postgresImageCatalog,
    @JsonProperty(required = true) List<String> postgresPullSecrets,
    @JsonProperty(required = true) String postgresStorageClass,
    @JsonProperty(required = true) MaintenanceWindow postgresMaintenanceWindow,
    @JsonProperty(required = true) Backup postgresBackup,
    @JsonProperty(required = true) Gateway gateway,
    @JsonProperty(required = true) List<String> imagePullSecrets,
    @JsonProperty(required = true) Map<String, String> databaseEnv,
    @JsonProperty(required = true) Map<String, String> queueEnv,
    @JsonProperty(required = true) int applicationShare,
    @JsonProperty(required = true) Map<String, String> namespaceLabels,
    @JsonProperty(required = true) Map<String, String> namespaceAnnotations,
    @JsonProperty(required = true) Map<String, String> monitoringLabels,
    @JsonProperty(required = true) String monitoringSelection,
    @JsonProperty(required = true) Map<String, String> dashboardLabels,
    @JsonProperty(required = true) Map<String, String> dashboardAnnotations,
    @JsonProperty(required = true) String runbookUrl,
    @JsonProperty(required = true) Claim crossplaneClaim,
    @JsonProperty(required = true) Claim crossplaneQueueClaim) {
  static final String ENFORCED = "enforced";
  static final String REPORTED = "reported";
  static final List<String> SELECTIONS = List.of(ENFORCED, REPORTED);

  /** Whether an object that is known not to be selected makes its service not ready. */
  public boolean enforcesSelection() {
    return monitoringSelection.equals(ENFORCED);
  }

  /** Every namespace that services trust by its name, each once. */
  public Stream<String> namespaces() {
    return Stream.of(ingressNamespaces, monitoringNamespaces, databaseOperatorNamespaces)
        .flatMap(List::stream)
        .distinct();
  }

  /**
   * Whether services trust a namespace of that name: their policies let it in, or a service account
   * in it may have access to one of them.
   */
  public boolean trusts(String namespace) {
    return namespaces().anyMatch(namespace::equals)
        || teamServiceAccounts.stream()
            .anyMatch(account -> TeamServiceAccount.of(account).reserves(namespace));
  }

  /** The groups of a team, each once. */
  public List<String> groupsOf(String team) {
    return teamGroups.getOrDefault(team, List.of(groupByPattern(team))).stream()
        .distinct()
        .toList();
  }

  String groupByPattern(String team) {
    return teamGroup.replace("{team}", team);
  }

  /** The service accounts that have access to a service, each once. */
  public List<TeamServiceAccount> serviceAccountsOf(String team, String service) {
    return teamServiceAccounts.stream()
        .map(account -> TeamServiceAccount.of(account).of(team, service))
        .distinct()
        .toList();
  }

  /** Where people read about an alert, if anywhere; anchors in Markdown are lower case. */
  public Optional<String> runbookOf(String alert) {
    return Optional.of(runbookUrl.replace("{alert}", alert.toLowerCase(Locale.ROOT)))
        .filter(url -> !url.isEmpty());
  }

  /**
   * CloudNativePG's {@code nodeMaintenanceWindow}, for all databases at once.
   *
   * @param inProgress whether nodes are being drained: then no other instance replaces one
   * @param reusePVC whether an instance waits for its volume and thus for its node
   */
  public record MaintenanceWindow(
      @JsonProperty(required = true) boolean inProgress,
      @JsonProperty(required = true) boolean reusePVC) {}

  /**
   * The backups of databases, by the Barman Cloud plugin.
   *
   * @param objectStore the {@code configuration} of the plugin's ObjectStore, in which {@code
   *     {service}}, {@code {team}} and {@code {tier}} are replaced; if empty, there are no backups
   * @param schedule when base backups are taken, as a cron expression of six fields that begins
   *     with the seconds
   * @param retention how long the backups of a tier are kept, such as 30d; if empty, it has none
   */
  public record Backup(
      @JsonProperty(required = true) Map<String, Object> objectStore,
      @JsonProperty(required = true) String schedule,
      @JsonProperty(required = true) Map<Tier, String> retention) {
    /** The fields of the configuration that are numbers; a path document keeps them as text. */
    public static final Set<String> NUMBERS = Set.of("jobs", "maxParallel");

    /** Whether the platform has a place for backups. */
    public boolean isConfigured() {
      return !objectStore.isEmpty();
    }
  }

  /**
   * A namespaced claim of Crossplane.
   *
   * @param fields parameter ({@code postgres.storage}) to field path ({@code spec.size})
   */
  public record Claim(
      @JsonProperty(required = true) String group,
      @JsonProperty(required = true) String version,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) String plural,
      @JsonProperty(required = true) Map<String, String> fields) {}
}
