package dev.goldenpath.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One service on the golden path. Cluster-scoped: its name is the name of the namespace that the
 * operator builds, so names are unique and no field ever refers to a namespace.
 */
@Group(GoldenService.GROUP)
@Version(GoldenService.VERSION)
@Plural("goldenservices")
@Singular("goldenservice")
@ShortNames("gsvc")
@Categories("golden")
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    message =
        "metadata.name becomes a namespace, so it must be a DNS label: a-z, 0-9 and -, starting"
            + " with a letter, ending with a letter or digit")
@ValidationRule(
    value = "size(self.metadata.name) <= " + Bounds.LABEL,
    message =
        "metadata.name becomes a namespace, so it has at most " + Bounds.LABEL + " characters")
@ValidationRule(
    value =
        "self.metadata.name != 'default' && !self.metadata.name.startsWith('kube-') &&"
            + " !self.metadata.name.startsWith('openshift-')",
    message = "metadata.name is reserved: default, kube-* and openshift-* belong to the cluster")
@AdditionalPrinterColumn(name = "Team", jsonPath = ".spec.team")
@AdditionalPrinterColumn(name = "Tier", jsonPath = ".spec.tier")
@AdditionalPrinterColumn(name = "Path", jsonPath = ".status.path.version")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url")
@AdditionalPrinterColumn(
    name = "Status",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message")
@AdditionalPrinterColumn(
    name = "Paused",
    jsonPath = ".status.conditions[?(@.type==\"Paused\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@JsonDeserialize(using = JsonDeserializer.None.class, converter = LenientReading.WithSpec.class)
public class GoldenService extends CustomResource<GoldenServiceSpec, GoldenServiceStatus> {
  public static final String GROUP = "goldenpath.dev";
  public static final String VERSION = "v1alpha1";
  public static final String API_VERSION = GROUP + "/" + VERSION;
  public static final String FINALIZER = "goldenpath.dev/release";

  @Override
  @Required
  @JsonPropertyDescription("Who runs the service, and how important it is.")
  public GoldenServiceSpec getSpec() {
    return super.getSpec();
  }

  /** Reads any JSON: an unreadable object would stop the watch, and with it every other service. */
  @Override
  @JsonDeserialize(using = LenientReading.OfSpec.class)
  public void setSpec(GoldenServiceSpec spec) {
    super.setSpec(spec);
  }

  /**
   * Defaults to generation -1, so that tools that compute readiness (kstatus) see a new object as
   * in progress rather than as done.
   */
  @Override
  @Default("{\"observedGeneration\": -1}")
  @JsonPropertyDescription("The observed state of the service. Written only by the operator.")
  public GoldenServiceStatus getStatus() {
    return super.getStatus();
  }

  @Override
  @JsonDeserialize(using = LenientReading.OfStatus.class)
  public void setStatus(GoldenServiceStatus status) {
    super.setStatus(status);
  }
}
