package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.controlplane.Installation;
import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.support.FreshName;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.RunningOperator;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an installation can change by its own path document, and while the operator runs. */
class PathDocumentIT extends WithOperator {
  private static final List<String> COMPONENTS =
      List.of("Access", "Quota", "Limits", "Network", "Postgres", "Monitoring", "Slo", "Dashboard");

  @TempDir private static Path folder;

  @BeforeEach
  void withAnOwnDocument() {
    write(UnaryOperator.identity());
    operator.close();
    operator = RunningOperator.start(controlPlane.operator(), Optional.of(document()));
  }

  @Test
  void a_replaced_document_reaches_every_service_and_a_broken_one_none(FreshName name) {
    services.createReady(name.value(), "bronze");

    write(
        text ->
            text.replace("bronze: \"20\"", "bronze: \"25\"")
                .replace("version: 1.0.0", "version: 1.1.0"));
    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("25"));
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(name.value()).getStatus().path().version())
                    .isEqualTo("1.1.0"));

    write(text -> text.replace("bronze: \"20\"", "bronze: \"many\""));
    long passes = operator.passes();
    services.edit(name.value(), PathDocumentIT::touched);
    await().until(() -> operator.passes() > passes);
    assertThat(pods(name)).isEqualTo("25");

    write(UnaryOperator.identity());
    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("20"));
  }

  /** What they say and this release does not know costs neither the process nor a service. */
  @ParameterizedTest
  @CsvSource({
    "/golden-path-previous.yaml, 1.0.0, 1.4.0, 20",
    "/golden-path-next.yaml,     2.0.0, 2.1.0, 25"
  })
  void documents_of_other_releases_serve_at_the_start_and_while_it_runs(
      String document, String itsVersion, String changed, String pods, FreshName name) {
    write(document, UnaryOperator.identity());
    operator.close();
    operator = RunningOperator.start(controlPlane.operator(), Optional.of(document()));
    services.createReady(name.value(), "bronze");
    assertThat(services.get(name.value()).getStatus().path().version()).isEqualTo(itsVersion);
    assertThat(pods(name)).isEqualTo(pods);

    write(
        document,
        text ->
            text.replace("version: " + itsVersion, "version: " + changed)
                .replace("bronze: \"" + pods + "\"", "bronze: \"30\""));
    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("30"));
    await()
        .untilAsserted(
            () ->
                assertThat(services.get(name.value()).getStatus().path().version())
                    .isEqualTo(changed));
    services.awaitReady(name.value());
    assertThat(operator.died()).isFalse();
  }

  @Test
  void a_document_need_say_only_what_differs(FreshName name) {
    services.createReady(name.value(), "bronze");

    write(
        text ->
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenPath
            metadata: { name: acme }
            spec:
              version: 3.0.0
              components:
                quota: { parameters: { pods: { tiers: { bronze: "30" } } } }
                dashboard: { enabled: false }
            """);
    await().untilAsserted(() -> assertThat(pods(name)).isEqualTo("30"));
    services.awaitCondition(name.value(), "DashboardReady", "True", "SwitchedOff");
    services.awaitReady(name.value());
  }

  @Test
  void a_name_that_every_service_lets_in_is_no_service_s(FreshName name) {
    String before = name.value() + "-before";
    services.createReady(before, "bronze");
    write(
        text ->
            text.replace(
                "ingressNamespaces: [ingress-nginx]",
                "ingressNamespaces: [%s, %s]".formatted(name.value(), before)));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        GoldenServices.condition(services.get(before), "NamespaceReady")
                            .orElseThrow()
                            .message())
                    .contains("the name is reserved"));
    services.awaitReady(before);

    services.create(name.value(), "bronze");

    services.awaitCondition(name.value(), "Stalled", "True", "NameReserved");
    assertThat(controlPlane.admin().namespaces().withName(name.value()).get()).isNull();
  }

  @Test
  void an_absent_namespace_of_the_platform_is_reported_until_it_exists(FreshName name) {
    String early = name.value() + "-early";
    String late = name.value() + "-late";
    controlPlane.kubectl("create", "namespace", early);
    services.createReady(name.value(), "bronze");
    write(
        text ->
            text.replace("[ingress-nginx]", "[%s]".formatted(early))
                .replace("[monitoring]", "[%s]".formatted(early))
                .replace("[cnpg-system]", "[%s, %s]".formatted(early, late)));
    await()
        .untilAsserted(
            () ->
                assertThat(network(name))
                    .isEqualTo(
                        "spec.platform.databaseOperatorNamespaces of the path document: there is no"
                            + " namespace "
                            + late
                            + "; name the right one, or create it: it is let in as soon as it"
                            + " exists"));
    services.awaitCondition(name.value(), "NetworkReady", "True", "Applied");
    services.awaitReady(name.value());

    controlPlane.kubectl("create", "namespace", late);
    await().untilAsserted(() -> assertThat(network(name)).isEmpty());

    controlPlane.kubectl("delete", "namespace", late, "--wait=false");
    await().untilAsserted(() -> assertThat(network(name)).contains(late));
  }

  private String network(FreshName name) {
    return GoldenServices.condition(services.get(name.value()), "NetworkReady")
        .orElseThrow()
        .message();
  }

  @Test
  void what_clusters_ask_of_network_and_access_is_built_and_stays(FreshName name) {
    String team = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    write(
        text ->
            text.replace("ingressBlocks: []", "ingressBlocks: [10.1.0.0/24, 2001:db8::/32]")
                .replace("egressAddresses: []", "egressAddresses: [169.254.170.23/32]")
                .replace("metadataDns: false", "metadataDns: true")
                .replace("teamGroups: {}", "teamGroups: { %s: [devs, sre] }".formatted(team))
                .replace(
                    "teamServiceAccounts: []",
                    "teamServiceAccounts: [\"{team}-gitops/flux\", \"{service}/deployer\"]"));
    operator.awaitIdle();
    services.create(name.value(), team, "gold", "Retain");
    services.makeReady(name.value());
    operator.awaitIdle();
    Map<String, String> before = services.versions(name.value());
    long passes = operator.passes();
    services.edit(name.value(), PathDocumentIT::touched);
    await().until(() -> operator.passes() > passes);
    assertThat(services.versions(name.value())).as("applied once").isEqualTo(before);

    assertThat(mayRun(name, "x", "sre")).isEqualTo("yes");
    assertThat(mayRun(name, "x", team)).startsWith("no");
    assertThat(mayRun(name, "system:serviceaccount:%s-gitops:flux".formatted(team), "x"))
        .isEqualTo("yes");
    assertThat(mayRun(name, "system:serviceaccount:%s:deployer".formatted(name.value()), "x"))
        .isEqualTo("yes");
    assertThat(mayRun(name, "system:serviceaccount:other-gitops:flux", "x")).startsWith("no");

    write(text -> text.replace("restrictEgress: true", "restrictEgress: false"));
    await()
        .untilAsserted(
            () ->
                assertThat(services.versions(name.value()))
                    .doesNotContainKey("NetworkPolicy/egress-except-metadata"));
    services.awaitReady(name.value());
    assertThat(services.versions(name.value()))
        .hasSize(before.size() - 1)
        .containsEntry("NetworkPolicy/deny-ingress", before.get("NetworkPolicy/deny-ingress"));
  }

  private String mayRun(FreshName namespace, String user, String group) {
    return controlPlane
        .kubectlResult(
            "auth",
            "can-i",
            "create",
            "pods",
            "-n",
            namespace.value(),
            "--as=" + user,
            "--as-group=" + group)
        .stdout()
        .strip();
  }

  @Test
  void quantities_that_the_server_spells_another_way_are_not_applied_again(FreshName name) {
    write(
        text ->
            text.replace("bronze: \"4\"", "bronze: 4000m")
                .replace("bronze: 8Gi", "bronze: 8192Mi")
                .replace("bronze: 50m", "bronze: 2000m"));
    services.createReady(name.value(), "bronze");
    operator.awaitIdle();
    Map<String, String> before = services.versions(name.value());
    long passes = operator.passes();

    services.edit(name.value(), PathDocumentIT::touched);
    await().until(() -> operator.passes() > passes);

    assertThat(services.versions(name.value())).isEqualTo(before);
    assertThat(
            controlPlane.kubectl(
                "get",
                "resourcequota",
                "golden-quota",
                "-n",
                name.value(),
                "-o",
                "jsonpath={.spec.hard.requests\\.cpu}"))
        .as("the server's spelling")
        .isEqualTo("4");
  }

  @Test
  void components_that_are_switched_off_go_from_every_service_and_come_back(FreshName name) {
    services.createReady(name.value(), "silver");
    Set<String> before = services.versions(name.value()).keySet();

    write(PathDocumentIT::withoutAllButTheNamespace);
    for (String component : COMPONENTS) {
      services.awaitCondition(name.value(), component + "Ready", "True", "SwitchedOff");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(services.versions(name.value()))
                    .containsOnlyKeys("Namespace/" + name.value(), "Cluster/postgres"));
    services.awaitReady(name.value());

    write(UnaryOperator.identity());
    await()
        .untilAsserted(
            () ->
                assertThat(services.versions(name.value()))
                    .as(() -> "with " + services.get(name.value()).getStatus())
                    .containsOnlyKeys(before));
    services.awaitReady(name.value());
    assertThat(operator.repaired()).as("what is new is no drift").isEmpty();
  }

  @Test
  void without_a_provider_there_is_no_claim_and_data_that_is_there_stays(FreshName name) {
    services.createReady(name.value(), "silver");
    String uid = cluster(name.value()).get().getMetadata().getUid();

    write(text -> text.replace("value: cloudnative-pg", "value: none"));
    services.awaitCondition(name.value(), "PostgresReady", "True", "NotRequested");
    operator.awaitIdle();
    assertThat(cluster(name.value()).get().getMetadata().getUid()).isEqualTo(uid);

    services.create(name.value() + "-new", "silver");
    services.awaitReady(name.value() + "-new");
    assertThat(
            controlPlane
                .admin()
                .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
                .inNamespace(name.value() + "-new")
                .list()
                .getItems())
        .isEmpty();
  }

  @Test
  void another_default_version_upgrades_no_running_database(FreshName name) {
    String pinned = name.value() + "-pinned";
    services.createReady(name.value(), "bronze");
    services.create(pinned, "bronze", Map.of("override.goldenpath.dev/postgres.version", "15"));
    services.makeReady(pinned);

    write(
        text ->
            text.replace(
                "choices: [\"15\", \"16\", \"17\"]\n          value: \"17\"",
                "choices: [\"16\", \"17\", \"18\"]\n          value: \"18\""));

    await()
        .untilAsserted(
            () ->
                assertThat(message(name.value(), "PostgresReady"))
                    .contains("postgres.version: stays 17, which runs, although the path has 18"));
    await()
        .untilAsserted(
            () ->
                assertThat(message(pinned, "HatchesAccepted"))
                    .contains("\"15\" must be one of 16, 17, 18; \"15\" stays in effect"));
    services.awaitReady(name.value());
    assertThat(cluster(name.value()).get().<String>get("spec", "imageName")).endsWith(":17");
    assertThat(cluster(pinned).get().<String>get("spec", "imageName")).endsWith(":15");

    String fresh = name.value() + "-new";
    services.createReady(fresh, "bronze");
    assertThat(cluster(fresh).get().<String>get("spec", "imageName")).endsWith(":18");

    services.annotate(pinned, "override.goldenpath.dev/postgres.version", "17");
    await()
        .untilAsserted(
            () ->
                assertThat(message(pinned, "HatchesAccepted"))
                    .contains("skips a version: 15 runs; upgrade to 16 first"));
    services.annotate(pinned, "override.goldenpath.dev/postgres.version", "16");
    await().until(() -> cluster(pinned).get().<String>get("spec", "imageName").endsWith(":16"));
  }

  @Test
  void backups_begin_when_the_platform_has_a_place_for_them(FreshName name) {
    services.createReady(name.value(), "gold");
    assertThat(message(name.value(), "PostgresReady")).contains("no backups: ");

    Installation installation = new Installation(controlPlane.admin());
    installation.installBackupApis();
    installation.apply(
        """
        apiVersion: barmancloud.cnpg.io/v1
        kind: ObjectStore
        metadata: { name: postgres, namespace: %s }
        spec: { configuration: { destinationPath: s3://by-hand } }
        ---
        apiVersion: postgresql.cnpg.io/v1
        kind: ScheduledBackup
        metadata: { name: postgres, namespace: %s }
        spec: { schedule: 0 0 0 * * *, cluster: { name: postgres } }
        """
            .formatted(name.value(), name.value()));
    write(
        text ->
            text.replace("objectStore: {}", "objectStore: { destinationPath: \"s3://{team}\" }"));
    services.awaitCondition(name.value(), "PostgresReady", "False", "ObjectNotOwned");
    controlPlane.kubectl(
        "delete", "objectstore/postgres", "scheduledbackup/postgres", "-n", name.value());
    services.edit(name.value(), PathDocumentIT::touched);

    services.awaitReady(name.value());
    assertThat(message(name.value(), "PostgresReady")).doesNotContain("no backups");
    assertThat(cluster(name.value()).get().<Object>get("spec", "plugins")).isNotNull();
    operator.awaitIdle();
    String before = backups(name);
    long passes = operator.passes();
    services.annotate(name.value(), "goldenpath.dev/touched", "2");
    await().until(() -> operator.passes() > passes);
    assertThat(backups(name)).as("no further write").isEqualTo(before);
  }

  private String backups(FreshName name) {
    return controlPlane.kubectl(
        "get",
        "objectstore/postgres",
        "scheduledbackup/postgres",
        "cluster/postgres",
        "-n",
        name.value(),
        "-o",
        "jsonpath={.items[*].metadata.resourceVersion}");
  }

  private String message(String name, String condition) {
    return GoldenServices.condition(services.get(name), condition).orElseThrow().message();
  }

  @Test
  void with_crossplane_the_claim_has_the_form_that_the_document_describes(FreshName name) {
    write(text -> text.replace("value: cloudnative-pg", "value: crossplane"));
    allowClaims();
    services.create(name.value(), "gold");
    services.awaitCondition(name.value(), "PostgresReady", "False", "ApiNotInstalled");

    new Installation(controlPlane.admin()).installClaimApi();
    services.awaitCondition(name.value(), "PostgresReady", "False", "ClaimPending");
    Resource<GenericKubernetesResource> claim =
        controlPlane
            .admin()
            .genericKubernetesResources("database.example.org/v1alpha1", "PostgresClaim")
            .inNamespace(name.value())
            .withName("postgres");
    assertThat(claim.get().<Object>get("spec", "parameters"))
        .isEqualTo(Map.of("instances", 3, "storage", "100Gi", "version", "17"));

    sayReady(name);
    services.awaitReady(name.value());
  }

  private void sayReady(FreshName name) {
    controlPlane.kubectl(
        "patch",
        "postgresclaims.database.example.org",
        "postgres",
        "-n",
        name.value(),
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
  }

  @Test
  void a_claim_of_another_kind_in_a_replaced_document_is_watched(FreshName name) {
    write(text -> text.replace("PostgresClaim", "OtherClaim").replace("postgresclaims", "others"));
    operator.close();
    operator = RunningOperator.start(controlPlane.operator(), Optional.of(document()));
    allowClaims();
    new Installation(controlPlane.admin()).installClaimApi();

    write(text -> text.replace("value: cloudnative-pg", "value: crossplane"));
    services.create(name.value(), "gold");

    services.awaitCondition(name.value(), "PostgresReady", "False", "ClaimPending");
    sayReady(name);
    services.awaitReady(name.value());
  }

  /** The built-in role knows no claim of somebody's own: an installation grants its own. */
  private void allowClaims() {
    new Installation(controlPlane.admin())
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: golden-service-operator-claims }
            rules:
              - apiGroups: [database.example.org]
                resources: [postgresclaims]
                verbs: [get, list, watch, create, patch]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: golden-service-operator-claims }
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: ClusterRole
              name: golden-service-operator-claims
            subjects:
              - kind: ServiceAccount
                name: golden-service-operator
                namespace: golden-service-system
            """);
  }

  private static String withoutAllButTheNamespace(String text) {
    int afterFirst = text.indexOf("enabled: true") + "enabled: true".length();
    return text.substring(0, afterFirst)
        + text.substring(afterFirst).replace("enabled: true", "enabled: false");
  }

  private static GoldenService touched(GoldenService service) {
    service.getMetadata().getAnnotations().put("goldenpath.dev/touched", "1");
    return service;
  }

  private String pods(FreshName name) {
    return controlPlane.kubectl(
        "get",
        "resourcequota",
        "golden-quota",
        "-n",
        name.value(),
        "-o",
        "jsonpath={.spec.hard.pods}");
  }

  private Resource<GenericKubernetesResource> cluster(String name) {
    return controlPlane
        .admin()
        .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
        .inNamespace(name)
        .withName("postgres");
  }

  private static Path document() {
    return folder.resolve("golden-path.yaml");
  }

  private static void write(UnaryOperator<String> change) {
    write("/golden-path.yaml", change);
  }

  private static void write(String resource, UnaryOperator<String> change) {
    try (InputStream original = PathDocumentIT.class.getResourceAsStream(resource)) {
      String text = new String(original.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(document(), change.apply(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
