package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.GoldenService;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * The golden path of a cluster, which the platform team writes. Named so in Java, since {@code
 * GoldenPath} is the document in it once it is read and checked.
 */
@Group(GoldenService.GROUP)
@Version(GoldenService.VERSION)
@Kind(GoldenPathResource.KIND)
@Plural(GoldenPathResource.PLURAL)
@Singular("goldenpath")
@ShortNames("gpath")
@Categories("golden")
@ValidationRule(
    value = "self.metadata.name == '" + GoldenPathResource.NAME + "'",
    message = "metadata.name: a cluster has one golden path; name it " + GoldenPathResource.NAME)
@AdditionalPrinterColumn(name = "Version", jsonPath = ".spec.version")
@AdditionalPrinterColumn(name = "Current", jsonPath = ".status.current")
@AdditionalPrinterColumn(name = "Wave", jsonPath = ".status.rollout.wave.name")
@AdditionalPrinterColumn(name = "Moved", jsonPath = ".status.counts.onTarget", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Failed", jsonPath = ".status.counts.failed", type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Status",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class GoldenPathResource extends CustomResource<GoldenPathSpec, GoldenPathStatus> {
  public static final String KIND = "GoldenPath";
  public static final String PLURAL = "goldenpaths";

  /** The one name; services will name theirs when there may be several. */
  public static final String NAME = "default";

  @Override
  @Required
  @JsonPropertyDescription("The path document, and how it is kept.")
  public GoldenPathSpec getSpec() {
    return super.getSpec();
  }

  /** Defaults to generation -1, as with a GoldenService. */
  @Override
  @Default("{\"observedGeneration\": -1}")
  @JsonPropertyDescription("The observed state of the path. Written only by the operator.")
  public GoldenPathStatus getStatus() {
    return super.getStatus();
  }
}
