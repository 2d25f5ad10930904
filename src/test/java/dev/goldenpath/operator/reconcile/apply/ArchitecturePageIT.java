package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.Annotations;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.DesiredObject;
import dev.goldenpath.operator.component.DesiredState;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.hatch.Hatches.Overridden;
import dev.goldenpath.operator.plan.PlanResolver;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.runtime.HatchSeries;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenFile;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What docs/architecture.md shows of a running operator: one value on its way, and field owners.
 */
class ArchitecturePageIT extends WithOperator {
  private static final Path PAGE = Path.of("docs", "architecture.md");
  private static final String OVERRIDE = Annotations.OVERRIDE + "quota.memory";
  private static final Component QUOTA =
      Components.ALL.stream().filter(each -> each.name().equals("quota")).findFirst().orElseThrow();

  @Test
  void a_value_walks_from_the_annotation_to_the_quota_and_back_into_the_status(FreshName fresh)
      throws IOException {
    String name = fresh.value();
    services.createReady(name, "gold");
    GenericKubernetesResource before = live(name, "v1", "ResourceQuota", "golden-quota");
    services.annotate(
        name,
        Map.of(
            OVERRIDE,
            "48Gi",
            Annotations.REASON + "quota.memory",
            "performance: the product cache"));
    await()
        .untilAsserted(
            () -> {
              assertThat(services.get(name).getStatus().hatches(HatchKind.OVERRIDE)).hasSize(1);
              assertThat(events(name, "HatchOpened")).isNotEmpty();
            });
    operator.awaitIdle();

    GoldenService service = services.get(name);
    ServicePlan plan =
        new PlanResolver(Components.catalogue(), Set.of())
            .resolve(service, Documents.readBuiltIn())
            .plan()
            .orElseThrow();
    Overridden read = plan.hatches().overridden().get(0);
    DesiredObject desired = DesiredState.of(QUOTA, plan).wanted().get(0);
    AppliedFieldsDiff difference =
        AppliedFieldsDiff.compare(
            desired.content(), before, new SemanticEquality(QUOTA.quantities()));
    GenericKubernetesResource after = live(name, "v1", "ResourceQuota", "golden-quota");
    assertThat(
            AppliedFieldsDiff.compare(
                    desired.content(), after, new SemanticEquality(QUOTA.quantities()))
                .differences())
        .as("the live quota is the desired one")
        .isEmpty();

    Map<String, String> stations = new LinkedHashMap<>();
    Map<String, Object> annotations = new LinkedHashMap<>();
    for (String key : List.of(OVERRIDE, Annotations.REASON + "quota.memory")) {
      annotations.put(key, service.getMetadata().getAnnotations().get(key));
    }
    stations.put("walk annotation", yaml(annotations));
    stations.put(
        "walk hatch",
        text(
            "parameter %s, value %s, standard %s, reason %s, message \"%s\""
                .formatted(
                    read.parameter(),
                    read.value(),
                    read.standard(),
                    read.reason().code().text(),
                    read.reason().text())));
    stations.put(
        "walk plan", text("values.get(\"quota.memory\") = \"" + plan.text("quota.memory") + "\""));
    stations.put("walk desired", yaml(desired.resource().get("spec")));
    stations.put(
        "walk difference",
        text(
            difference.differences().entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().get(0) + " is live")
                .collect(Collectors.joining("\n"))));
    Map<String, Object> applied = new LinkedHashMap<>();
    applied.put("managedFields", managers(after));
    applied.put("spec", after.<Object>get("spec"));
    stations.put("walk applied", yaml(applied));
    stations.put(
        "walk condition",
        yaml(condition(GoldenServices.condition(service, "QuotaReady").orElseThrow())));
    stations.put(
        "walk memory",
        yaml(
            controlPlane
                .admin()
                .namespaces()
                .withName(name)
                .get()
                .getMetadata()
                .getAnnotations()
                .entrySet()
                .stream()
                .filter(each -> each.getKey().equals(Annotations.HATCHES))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    stations.put(
        "walk status",
        yaml(service.getStatus().hatches(HatchKind.OVERRIDE))
            .replaceAll("since: .*", "since: \"2026-11-22T10:00:12Z\""));
    stations.put(
        "walk event",
        text(
            events(name, "HatchOpened").stream()
                .map(
                    each ->
                        "%s %s: %s".formatted(each.getType(), each.getReason(), each.getMessage()))
                .collect(Collectors.joining("\n"))));
    stations.put("walk metric", text(HatchSeries.of(service.getStatus())));
    check(stations, name);
  }

  @Test
  void the_owners_of_the_fields_change_with_a_hand_over_and_a_return(FreshName fresh)
      throws IOException {
    String name = fresh.value();
    services.createReady(name, "bronze");
    Map<String, String> blocks = new LinkedHashMap<>();
    blocks.put("fields managed", dashboard(name));

    services.annotate(name, "eject.goldenpath.dev/dashboard", "missing-feature: ours is in Git");
    services.awaitCondition(name, "DashboardReady", "True", "Ejected");
    operator.awaitIdle();
    blocks.put("fields ejected", dashboard(name));

    controlPlane.kubectl(
        "patch",
        "configmap",
        "golden-dashboard",
        "--namespace",
        name,
        "--type=merge",
        "--field-manager=kubectl-edit",
        "--patch",
        "{\"data\":{\"%s\":\"{}\"}}".formatted(file(name)));
    blocks.put("fields edited", dashboard(name));

    services.annotate(name, "eject.goldenpath.dev/dashboard", null);
    services.awaitCondition(name, "DashboardReady", "True", "Applied");
    operator.awaitIdle();
    blocks.put("fields returned", dashboard(name));

    assertThat(blocks.get("fields returned")).isEqualTo(blocks.get("fields managed"));
    check(blocks, name);
  }

  private String file(String name) {
    return ((Map<?, ?>) live(name, "v1", "ConfigMap", "golden-dashboard").get("data"))
        .keySet()
        .iterator()
        .next()
        .toString();
  }

  private String dashboard(String name) {
    return yaml(managers(live(name, "v1", "ConfigMap", "golden-dashboard")));
  }

  private static List<Map<String, Object>> managers(GenericKubernetesResource object) {
    return object.getMetadata().getManagedFields().stream()
        .filter(entry -> entry.getSubresource() == null)
        .map(ArchitecturePageIT::manager)
        .toList();
  }

  private static Map<String, Object> manager(ManagedFieldsEntry entry) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("manager", entry.getManager());
    shown.put("operation", entry.getOperation());
    shown.put("fieldsV1", entry.getFieldsV1().getAdditionalProperties());
    return shown;
  }

  private static Map<String, Object> condition(dev.goldenpath.operator.api.StatusCondition one) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", one.type());
    shown.put("status", one.status());
    shown.put("reason", one.reason());
    shown.put("message", one.message());
    return shown;
  }

  private List<Event> events(String name, String reason) {
    return services.events(name).stream().filter(each -> reason.equals(each.getReason())).toList();
  }

  private GenericKubernetesResource live(
      String namespace, String version, String kind, String name) {
    return controlPlane
        .admin()
        .genericKubernetesResources(version, kind)
        .inNamespace(namespace)
        .withName(name)
        .get();
  }

  private static String yaml(Object value) {
    return "```yaml\n"
        + Serialization.asYaml(value).replaceFirst("^---\n?", "").strip()
        + "\n```\n";
  }

  private static String text(String value) {
    return "```text\n" + value.strip() + "\n```\n";
  }

  /** The page calls the service checkout, as all pages do. */
  private static void check(Map<String, String> blocks, String name) throws IOException {
    String page = Files.readString(PAGE);
    for (Map.Entry<String, String> block : blocks.entrySet()) {
      page = GoldenFile.between(page, block.getKey(), block.getValue().replace(name, "checkout"));
    }
    GoldenFile.check(PAGE, page);
  }
}
