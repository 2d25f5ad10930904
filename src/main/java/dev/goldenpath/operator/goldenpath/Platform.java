package dev.goldenpath.operator.goldenpath;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the platform that all services share.
 *
 * @param teamGroup the group of a team as the identity provider names it; {@code {team}} stands for
 *     the team
 * @param developerRole the ClusterRole that the team's group gets in its namespace
 * @param ingressNamespaces where ingress controllers run
 * @param monitoringNamespaces where Prometheus runs
 * @param databaseOperatorNamespaces where the database operator runs
 * @param postgresImage the image repository of PostgreSQL; the version is its tag
 * @param monitoringLabels the labels by which Prometheus selects ServiceMonitors and rules
 * @param dashboardLabels the labels by which Grafana's sidecar finds dashboards
 * @param dashboardAnnotations the annotations that it reads, such as the folder
 * @param runbookUrl the page about an alert, for which {@code {alert}} stands; if empty, alerts
 *     carry no link
 * @param crossplaneClaim the claim to create if the database's provider is Crossplane
 */
public record Platform(
    @JsonProperty(required = true) String teamGroup,
    @JsonProperty(required = true) String developerRole,
    @JsonProperty(required = true) List<String> ingressNamespaces,
    @JsonProperty(required = true) List<String> monitoringNamespaces,
    @JsonProperty(required = true) List<String> databaseOperatorNamespaces,
    @JsonProperty(required = true) String postgresImage,
    @JsonProperty(required = true) Map<String, String> monitoringLabels,
    @JsonProperty(required = true) Map<String, String> dashboardLabels,
    @JsonProperty(required = true) Map<String, String> dashboardAnnotations,
    @JsonProperty(required = true) String runbookUrl,
    @JsonProperty(required = true) Claim crossplaneClaim) {

  /** Every namespace that services trust by its name. */
  public Set<String> namespaces() {
    return Stream.of(ingressNamespaces, monitoringNamespaces, databaseOperatorNamespaces)
        .flatMap(List::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The group of a team. */
  public String groupOf(String team) {
    return teamGroup.replace("{team}", team);
  }

  /** Where people read about an alert, if anywhere; anchors in Markdown are lower case. */
  public Optional<String> runbookOf(String alert) {
    return Optional.of(runbookUrl.replace("{alert}", alert.toLowerCase(Locale.ROOT)))
        .filter(url -> !url.isEmpty());
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
