package dev.goldenpath.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.Parameter;
import dev.goldenpath.operator.goldenpath.Platform;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a component declares about those that it depends on. */
class DependenciesTest {
  private static final List<String> TEXTS =
      List.of("x", "/x", "team2", "a=b", "5..", "other_total", "other_total{code=\"2\"}");

  private static final Map<String, String> CUSTOM =
      Map.of(
          "slo.profile", "custom",
          "slo.total", "requests_total",
          "slo.bad", "failures_total",
          "slo.fast", "fast_total");

  private static final GoldenPath PATH = Documents.readBuiltIn();

  /** With every component that a service may have. */
  private static final GoldenPath WHOLE = RenderedWorkload.onAGateway();

  /** A preview renders a component only if something has changed that it depends on. */
  @Test
  void no_component_depends_on_another_one_that_it_does_not_declare() {
    Map<String, Set<String>> found = new TreeMap<>();
    for (Map<String, String> others : List.of(Map.<String, String>of(), CUSTOM)) {
      Map<String, String> before = objects(plan(others));
      PATH.parameters()
          .forEach(
              (name, parameter) ->
                  values(parameter)
                      .forEach(
                          value -> {
                            Map<String, String> all = new HashMap<>(others);
                            all.put(name, value);
                            collect(found, Parameter.componentOf(name), before, objects(plan(all)));
                          }));
    }
    ServicePlan whole = plan(Map.of());
    for (Component component : Components.ALL) {
      Set<String> rest = new HashSet<>(whole.components());
      rest.remove(component.name());
      collect(found, component.name(), objects(whole), objects(with(whole, rest)));
    }

    Map<String, Set<String>> declared = new TreeMap<>();
    for (Component component : Components.ALL) {
      if (!component.dependsOn().isEmpty()) {
        declared.put(component.name(), new TreeSet<>(component.dependsOn()));
      }
    }
    assertThat(found).isEqualTo(declared);
  }

  /** Each differs from the built-in one in that setting. */
  private static final String SETTINGS =
      """
      teamGroup: "oidc:{team}"
      teamGroups: { payments: [payments, contractors] }
      teamServiceAccounts: ["{team}-gitops/flux"]
      developerRole: developer
      ingressNamespaces: [traefik]
      monitoringNamespaces: [observability]
      databaseOperatorNamespaces: [databases]
      ingressBlocks: [10.1.0.0/24]
      restrictEgress: false
      egressAddresses: [169.254.170.23/32]
      metadataDns: true
      postgresImage: registry.example.org/postgresql
      postgresImages: { "17": "registry.example.org/postgresql:17.6" }
      postgresImageCatalog: postgresql
      postgresPullSecrets: [registry]
      postgresStorageClass: fast
      postgresMaintenanceWindow: { inProgress: true }
      postgresBackup: { objectStore: { destinationPath: "s3://backups/{service}" } }
      gateway: { name: public, namespace: gateways, host: "{service}.x", url: "https://{service}.x" }
      imagePullSecrets: [registry]
      databaseEnv: { DB_HOST: host }
      queueEnv: { QUEUE: connection_string }
      applicationShare: 30
      namespaceLabels: { istio-injection: enabled }
      namespaceAnnotations: { a: b }
      monitoringLabels: { release: kps }
      monitoringSelection: reported
      dashboardLabels: { dashboards: golden }
      dashboardAnnotations: { grafana_folder: golden }
      runbookUrl: "https://wiki.example.org/slo#{alert}"
      crossplaneClaim: { kind: Database }
      crossplaneQueueClaim: { kind: Queue }
      """;

  static List<String> settings() {
    return SETTINGS.lines().toList();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void objects_change_with_no_other_setting_than_those_that_are_declared(String setting)
      throws InvalidGoldenPathException {
    GoldenPath path =
        Documents.read(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenPath
            metadata: { name: default }
            spec:
              version: 1.0.0
              platform:
                %s
            """
                .formatted(setting));
    assertThat(path.spec().platform()).isNotEqualTo(PATH.spec().platform());
    Map<String, String> before = objects(Rendering.whole(PATH, "gold", Map.of()));
    Map<String, String> after = objects(Rendering.whole(path, "gold", Map.of()));
    for (Component component : Components.ALL) {
      Object settings = component.settings(path.spec().platform());
      if (settings.equals(component.settings(PATH.spec().platform()))) {
        assertThat(after.get(component.name()))
            .as(component.name())
            .isEqualTo(before.get(component.name()));
      }
    }
  }

  @Test
  void every_setting_is_tried() {
    assertThat(settings().stream().map(setting -> setting.replaceFirst(":.*", "")))
        .containsExactlyElementsOf(
            Stream.of(Platform.class.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  private static void collect(
      Map<String, Set<String>> found,
      String changed,
      Map<String, String> before,
      Map<String, String> after) {
    before.forEach(
        (component, objects) -> {
          if (!component.equals(changed) && !objects.equals(after.get(component))) {
            found.computeIfAbsent(component, each -> new TreeSet<>()).add(changed);
          }
        });
  }

  private static Stream<String> values(Parameter parameter) {
    Stream<String> bounds = Stream.of(parameter.minimum(), parameter.maximum(), "2");
    return Stream.of(
            Objects.requireNonNullElse(parameter.choices(), List.<String>of()).stream(),
            bounds.filter(Objects::nonNull),
            TEXTS.stream())
        .flatMap(each -> each)
        .filter(value -> parameter.problemWith(value).isEmpty());
  }

  /** Of every component, also of one that the plan does not include. */
  private static Map<String, String> objects(ServicePlan plan) {
    Map<String, String> objects = new TreeMap<>();
    Components.ALL.forEach(
        component -> objects.put(component.name(), Serialization.asJson(component.desired(plan))));
    return objects;
  }

  private static ServicePlan plan(Map<String, String> values) {
    Map<String, String> annotations = new HashMap<>();
    values.forEach((name, value) -> annotations.put("override.goldenpath.dev/" + name, value));
    return Rendering.whole(WHOLE, "gold", annotations);
  }

  private static ServicePlan with(ServicePlan plan, Set<String> components) {
    return new ServicePlan(
        plan.service(),
        plan.uid(),
        plan.team(),
        plan.tier(),
        plan.requested(),
        plan.deletionPolicy(),
        plan.path(),
        plan.platform(),
        components,
        plan.values(),
        plan.live(),
        plan.held(),
        plan.hatches());
  }

  @Test
  void only_components_with_live_values_read_them() {
    assertThat(Components.ALL)
        .allSatisfy(
            component ->
                assertThat(component.hasLiveValues())
                    .as(component.name())
                    .isEqualTo(
                        Stream.of(component.getClass().getDeclaredMethods())
                            .anyMatch(method -> method.getName().equals("live"))));
  }
}
