package dev.goldenpath.operator.api.path;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.goldenpath.operator.api.GoldenService;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
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
 * A question: what would this candidate do to the fleet? CI asks it in a pull request. Nothing of a
 * service is written for the answer.
 */
@Group(GoldenService.GROUP)
@Version(GoldenService.VERSION)
@Plural(GoldenPathPreview.PLURAL)
@Singular("goldenpathpreview")
@ShortNames("gpp")
@Categories("golden")
@ValidationRule(
    value = "self.spec == oldSelf.spec",
    message = "spec: a preview never changes; create another one")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".spec.candidate.version")
@AdditionalPrinterColumn(name = "From", jsonPath = ".status.comparedWith")
@AdditionalPrinterColumn(
    name = "Services",
    jsonPath = ".status.services.total",
    type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Changed",
    jsonPath = ".status.services.changed",
    type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Conflict",
    jsonPath = ".status.services.conflict",
    type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Refused",
    jsonPath = ".status.services.refused",
    type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Accepted",
    jsonPath = ".status.conditions[?(@.type==\"Accepted\")].status")
@AdditionalPrinterColumn(
    name = "Complete",
    jsonPath = ".status.conditions[?(@.type==\"Complete\")].status")
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class GoldenPathPreview
    extends CustomResource<GoldenPathPreviewSpec, GoldenPathPreviewStatus> {
  public static final String KIND = "GoldenPathPreview";
  public static final String PLURAL = "goldenpathpreviews";

  @Override
  @Required
  @JsonPropertyDescription("The candidate, and how it is tried.")
  public GoldenPathPreviewSpec getSpec() {
    return super.getSpec();
  }

  @Override
  @JsonPropertyDescription("The answer. Written only by the operator.")
  public GoldenPathPreviewStatus getStatus() {
    return super.getStatus();
  }
}
