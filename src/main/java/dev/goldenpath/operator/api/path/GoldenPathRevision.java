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
 * One version of a golden path, made by the operator when it accepts the document: immutable, and
 * kept while services have it. It has no owner: a path that is deleted or restored under another
 * uid must not take along what services run on.
 */
@Group(GoldenService.GROUP)
@Version(GoldenService.VERSION)
@Plural(GoldenPathRevision.PLURAL)
@Singular("goldenpathrevision")
@ShortNames("gpr")
@Categories("golden")
@ValidationRule(
    value = "self.spec == oldSelf.spec",
    message =
        "spec: a revision never changes; give the GoldenPath another version, and the operator"
            + " makes another revision")
@ValidationRule(
    value = "self.metadata.name == '" + GoldenPathRevision.PREFIX + "' + self.spec.version",
    messageExpression =
        "'metadata.name: must be " + GoldenPathRevision.PREFIX + "' + self.spec.version")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".spec.version")
@AdditionalPrinterColumn(name = "Services", jsonPath = ".status.services", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class GoldenPathRevision
    extends CustomResource<GoldenPathRevisionSpec, GoldenPathRevisionStatus> {
  public static final String KIND = "GoldenPathRevision";
  public static final String PLURAL = "goldenpathrevisions";

  /** The name of its path and a hyphen; the version follows. */
  public static final String PREFIX = GoldenPathResource.NAME + "-";

  /** The name of the path. */
  public static final String PATH_LABEL = "goldenpath.dev/path";

  /** The hash of its content, to compare two clusters; nothing is decided by it. */
  public static final String HASH_LABEL = "goldenpath.dev/content-hash";

  @Override
  @Required
  @JsonPropertyDescription("A true copy of version, platform and components of the path.")
  public GoldenPathRevisionSpec getSpec() {
    return super.getSpec();
  }

  @Override
  @JsonPropertyDescription("How much the revision is used. Written only by the operator.")
  public GoldenPathRevisionStatus getStatus() {
    return super.getStatus();
  }
}
