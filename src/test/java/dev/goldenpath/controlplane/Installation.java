package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Installs on a control plane what a cluster of the platform has before the operator starts. */
public final class Installation {
  private static final Path DEPLOY = Path.of("deploy", "core");
  private static final Path STAND_INS = Path.of("src", "test", "resources", "crds");
  private static final List<String> OUR_KINDS =
      List.of("goldenservices", "goldenpaths", "goldenpathrevisions", "goldenpathpreviews");
  private static final long ESTABLISHED_WITHIN_SECONDS = 30;

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("installation")
          .withForce(true)
          .build();

  private final KubernetesClient admin;
  private final Consumer<HasMetadata> writer;

  public Installation(KubernetesClient admin) {
    this(admin, object -> admin.resource(object).patch(APPLY));
  }

  /**
   * One that leaves the writing of objects to another.
   *
   * @param writer writes an object; afterwards one of this name is there
   */
  public Installation(KubernetesClient admin, Consumer<HasMetadata> writer) {
    this.admin = admin;
    this.writer = writer;
  }

  /** What the operator is installed with, and every API that it works with. */
  public void installPlatform() {
    installPlatform(MonitoringCrds.printedBy(Binaries.installed()));
  }

  /** The same with these CRDs of prometheus-operator. */
  public void installPlatform(MonitoringCrds monitoring) {
    installOperatorResources();
    installDatabaseApi();
    installMonitoringApis(monitoring);
    installGatewayApi();
    installQueueApi();
  }

  /** Our CRDs, the operator's rights, the roles of people and the guardrails. */
  public void installOperatorResources() {
    installOurCrds();
    installRights();
    awaitGuardrails(true);
  }

  /** Our CRDs alone. */
  public void installOurCrds() {
    for (String kind : OUR_KINDS) {
      apply(read(Path.of("crds", kind + ".goldenpath.dev-v1.yml")));
    }
  }

  /** The operator's rights, the roles of people and the guardrails, without our CRDs. */
  public void installRights() {
    for (String file : List.of("namespace.yaml", "rbac.yaml", "roles.yaml", "policies.yaml")) {
      apply(read(DEPLOY.resolve(file)));
    }
  }

  /** Takes the guardrails about teams and names away, as in a cluster that has none. */
  public void removeGuardrails() {
    for (String policy : List.of("golden-service-team", "golden-service-name")) {
      admin.resources(ValidatingAdmissionPolicyBinding.class).withName(policy).delete();
    }
    awaitGuardrails(false);
  }

  /** The API server reads policies a moment after they were written. */
  private void awaitGuardrails(boolean inForce) {
    Awaitility.await("guardrails").until(() -> deniesReservedName() == inForce);
  }

  private boolean deniesReservedName() {
    try {
      admin
          .resource(
              """
              apiVersion: goldenpath.dev/v1alpha1
              kind: GoldenService
              metadata: { name: golden-service-system }
              spec: { team: payments, tier: bronze }
              """)
          .dryRun()
          .create();
      return false;
    } catch (KubernetesClientException e) {
      return e.getMessage().contains("is reserved");
    }
  }

  /** The namespaces of what a platform runs beside the operator; nothing is in them. */
  public void createNamespaces(Stream<String> names) {
    names.forEach(
        name ->
            writer.accept(
                new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()));
  }

  /** The API of the database operator, as a stand-in. */
  public void installDatabaseApi() {
    apply(read(STAND_INS.resolve("clusters.postgresql.cnpg.io.yaml")));
  }

  /** The APIs of the database's backups, as stand-ins. */
  public void installBackupApis() {
    apply(read(STAND_INS.resolve("objectstores.barmancloud.cnpg.io.yaml")));
    apply(read(STAND_INS.resolve("scheduledbackups.postgresql.cnpg.io.yaml")));
  }

  /** The API of the message queue's operator, as a stand-in. */
  public void installQueueApi() {
    apply(read(STAND_INS.resolve("rabbitmqclusters.rabbitmq.com.yaml")));
  }

  /** The API of routes through a gateway. */
  public void installGatewayApi() {
    apply(GatewayCrds.builtInto(Binaries.installed()).httpRoutes());
  }

  /** A claim of a platform that uses Crossplane. */
  public void installClaimApi() {
    apply(read(STAND_INS.resolve("postgresclaims.database.example.org.yaml")));
  }

  /** The same of a platform that composes its queues, too. */
  public void installQueueClaimApi() {
    apply(read(STAND_INS.resolve("queueclaims.queue.example.org.yaml")));
  }

  /** The APIs of prometheus-operator. */
  public void installMonitoringApis() {
    installMonitoringApis(MonitoringCrds.printedBy(Binaries.installed()));
  }

  private void installMonitoringApis(MonitoringCrds crds) {
    apply(crds.serviceMonitors());
    apply(crds.prometheusRules());
  }

  /** The API of Prometheus objects, without which nobody can tell what selects a ServiceMonitor. */
  public void installPrometheusApi() {
    apply(MonitoringCrds.printedBy(Binaries.installed()).prometheuses());
  }

  /** The APIs of everything that selects a ServiceMonitor or a PrometheusRule. */
  public void installPrometheusWorkloadApis() {
    MonitoringCrds crds = MonitoringCrds.printedBy(Binaries.installed());
    apply(crds.prometheuses());
    apply(crds.prometheusAgents());
    apply(crds.thanosRulers());
  }

  /** Applies every object of a YAML text, and waits until a CRD is served. */
  public void apply(String yaml) {
    List<HasMetadata> objects = admin.load(stream(yaml)).items();
    objects.forEach(writer);
    objects.stream()
        .filter(CustomResourceDefinition.class::isInstance)
        .forEach(
            crd ->
                admin
                    .apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(crd.getMetadata().getName())
                    .waitUntilCondition(
                        Installation::isEstablished, ESTABLISHED_WITHIN_SECONDS, TimeUnit.SECONDS));
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && Stream.ofNullable(crd.getStatus().getConditions())
            .flatMap(List::stream)
            .anyMatch(
                condition ->
                    "Established".equals(condition.getType())
                        && "True".equals(condition.getStatus()));
  }

  private static InputStream stream(String yaml) {
    return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
