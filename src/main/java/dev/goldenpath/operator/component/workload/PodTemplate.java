package dev.goldenpath.operator.component.workload;

import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pods of a service. Nothing in it changes without the image, a parameter or a setting of the
 * platform, since any change of it restarts the pods: neither team nor tier nor path version.
 */
public final class PodTemplate {
  /** The one container. */
  public static final String CONTAINER = "app";

  /** The ConfigMap and the Secret that the team may make; the operator reads neither. */
  public static final String OWN_SETTINGS = "workload-env";

  private static final String DATABASE_SECRET = "postgres-app";
  private static final String QUEUE_SECRET = "queue-default-user";

  /**
   * The Secrets of claims that a pod may read; nothing else does the policy let the operator run.
   */
  public static final List<String> CLAIM_SECRETS = List.of(DATABASE_SECRET, QUEUE_SECRET);

  private PodTemplate() {}

  /**
   * The template.
   *
   * @param labels by which the pods are selected
   */
  public static PodTemplateSpec of(ServicePlan plan, Map<String, String> labels) {
    var pod =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(labels)
            .endMetadata()
            .withNewSpec()
            .withServiceAccountName(plan.service())
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(plan.seconds("workload.grace"))
            .withTopologySpreadConstraints(
                spread("topology.kubernetes.io/zone", labels),
                spread("kubernetes.io/hostname", labels))
            .withContainers(container(plan));
    return isRestricted(plan)
        ? pod.withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .endSpec()
            .build()
        : pod.endSpec().build();
  }

  private static boolean isRestricted(ServicePlan plan) {
    return plan.text("workload.podSecurity").equals("restricted");
  }

  /** Soft, and within one ReplicaSet: the pods of the rollout before do not count. */
  private static TopologySpreadConstraint spread(String key, Map<String, String> labels) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(key)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(labels)
        .endLabelSelector()
        .withMatchLabelKeys("pod-template-hash")
        .build();
  }

  private static Container container(ServicePlan plan) {
    Probes probes = Probes.of(plan);
    var container =
        new ContainerBuilder()
            .withName(CONTAINER)
            .withImage(plan.image().orElseThrow())
            .withPorts(ports(plan))
            .withEnv(env(plan))
            .addNewEnvFrom()
            .withNewConfigMapRef(OWN_SETTINGS, true)
            .endEnvFrom()
            .addNewEnvFrom()
            .withNewSecretRef(OWN_SETTINGS, true)
            .endEnvFrom()
            .withNewResources()
            .addToRequests("cpu", new Quantity(plan.text("workload.cpu")))
            .addToRequests("memory", new Quantity(plan.text("workload.memory")))
            .addToLimits("memory", new Quantity(plan.text("workload.memory")))
            .endResources()
            .withStartupProbe(probes.startup())
            .withLivenessProbe(probes.live())
            .withReadinessProbe(probes.ready())
            .withNewLifecycle()
            .withNewPreStop()
            .withNewSleep(plan.seconds("workload.drain"))
            .endPreStop()
            .endLifecycle();
    return isRestricted(plan)
        ? container
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .build()
        : container.build();
  }

  private static List<ContainerPort> ports(ServicePlan plan) {
    int port = plan.integer("workload.port");
    int metrics = plan.integer("workload.metricsPort");
    List<ContainerPort> ports = new ArrayList<>(List.of(port("http", port)));
    if (metrics != port) {
      ports.add(port("metrics", metrics));
    }
    return ports;
  }

  private static ContainerPort port(String name, int port) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(port)
        .withProtocol("TCP")
        .build();
  }

  /** The port to listen on, and the credentials of what the service has. */
  private static List<EnvVar> env(ServicePlan plan) {
    List<EnvVar> env = new ArrayList<>();
    env.add(new EnvVarBuilder().withName("PORT").withValue(plan.text("workload.port")).build());
    if (hasDatabase(plan)) {
      env.addAll(credentials(plan.platform().databaseEnv(), DATABASE_SECRET));
    }
    if (hasQueue(plan)) {
      env.addAll(credentials(plan.platform().queueEnv(), QUEUE_SECRET));
    }
    return env;
  }

  private static boolean hasDatabase(ServicePlan plan) {
    return plan.includes("postgres") && !plan.text("postgres.provider").equals("none");
  }

  private static boolean hasQueue(ServicePlan plan) {
    return plan.includes("queue") && plan.uses("queue");
  }

  /**
   * The Secrets without which no pod starts, as the end of a message: what a pod waits for is not
   * in its Deployment.
   */
  public static String needs(ServicePlan plan) {
    return Stream.of(
            hasDatabase(plan) ? "; it needs the Secret " + DATABASE_SECRET : "",
            hasQueue(plan) ? "; it needs the Secret " + QUEUE_SECRET : "")
        .collect(Collectors.joining());
  }

  /** Sorted: the order of a map in a document would otherwise restart pods. */
  private static List<EnvVar> credentials(Map<String, String> variables, String secret) {
    return new TreeMap<>(variables)
        .entrySet().stream()
            .map(
                variable ->
                    new EnvVarBuilder()
                        .withName(variable.getKey())
                        .withNewValueFrom()
                        .withNewSecretKeyRef(variable.getValue(), secret, null)
                        .endValueFrom()
                        .build())
            .toList();
  }
}
