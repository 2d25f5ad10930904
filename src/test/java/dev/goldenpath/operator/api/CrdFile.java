package dev.goldenpath.operator.api;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The CRD as the Java types say it, and what no annotation of the generator (7.5.2) can say: the
 * order of the columns, list maps and date formats, and descriptions of the root.
 */
final class CrdFile {
  static final Path PATH = Path.of("crds", "goldenservices.goldenpath.dev-v1.yml");
  private static final List<String> COLUMNS =
      List.of("Team", "Tier", "Ready", "Reason", "Status", "Paused", "Age");

  private CrdFile() {}

  /** The whole file. */
  static String render() {
    ByteArrayOutputStream yaml = new ByteArrayOutputStream();
    new CRDGenerator()
        .customResourceClasses(GoldenService.class)
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                return complete((CustomResourceDefinition) crd);
              }
            })
        .withOutput(
            new CRDGenerator.AbstractCRDOutput<OutputStream>() {
              @Override
              protected OutputStream createStreamFor(String name) {
                return yaml;
              }
            })
        .generate();
    return yaml.toString(StandardCharsets.UTF_8);
  }

  private static CustomResourceDefinition complete(CustomResourceDefinition crd) {
    var version = crd.getSpec().getVersions().get(0);
    version
        .getAdditionalPrinterColumns()
        .sort(
            Comparator.comparing(
                (CustomResourceColumnDefinition column) -> COLUMNS.indexOf(column.getName())));
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription(
        "One service on the golden path: name a team and a tier, and the operator builds and keeps"
            + " the namespace, access, quota, network policies, database, monitoring, alerts and"
            + " dashboard. The name is the namespace.");
    JSONSchemaProps status = root.getProperties().get("status");
    JSONSchemaProps conditions = status.getProperties().get("conditions");
    conditions.setXKubernetesListType("map");
    conditions.setXKubernetesListMapKeys(List.of("type"));
    JSONSchemaProps hatches = status.getProperties().get("hatches");
    hatches.setXKubernetesListType("map");
    hatches.setXKubernetesListMapKeys(List.of("kind", "target"));
    conditions
        .getItems()
        .getSchema()
        .getProperties()
        .get("lastTransitionTime")
        .setFormat("date-time");
    status.getProperties().get("firstReady").setFormat("date-time");
    status.getProperties().get("observedGeneration").setFormat("int64");
    return crd;
  }
}
