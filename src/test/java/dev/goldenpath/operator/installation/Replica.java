package dev.goldenpath.operator.installation;

import dev.goldenpath.controlplane.ControlPlane;
import dev.goldenpath.tryout.OperatorProcess;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a pod of the Deployment would be: the operator with the container's environment and files
 * and a token of the ServiceAccount.
 */
record Replica(ControlPlane cluster, String namespace) {
  private static final String NAME = "golden-service-operator";
  private static final String PATH_FILE = "GOLDEN_PATH_FILE";

  /**
   * Starts it and waits until it is ready.
   *
   * @param folder where its log and its files go
   */
  OperatorProcess start(Path folder, String pod) {
    PodSpec spec =
        cluster
            .admin()
            .apps()
            .deployments()
            .inNamespace(namespace)
            .withName(NAME)
            .get()
            .getSpec()
            .getTemplate()
            .getSpec();
    Map<String, String> settings = new HashMap<>(Map.of("PORT", "0"));
    for (EnvVar variable : spec.getContainers().get(0).getEnv()) {
      settings.put(variable.getName(), value(variable, pod));
    }
    settings.computeIfPresent(PATH_FILE, (name, file) -> mounted(spec, Path.of(file), folder));
    return OperatorProcess.start(
            cluster.serviceAccountKubeconfig(namespace, NAME),
            settings,
            folder.resolve(pod + ".log"))
        .awaitReady();
  }

  private String value(EnvVar variable, String pod) {
    if (variable.getValueFrom() == null) {
      return variable.getValue();
    }
    return switch (variable.getValueFrom().getFieldRef().getFieldPath()) {
      case "metadata.namespace" -> namespace;
      case "metadata.name" -> pod;
      default -> throw new IllegalArgumentException(variable.toString());
    };
  }

  /** A file of a ConfigMap that is mounted as a directory, where this process can read it. */
  private String mounted(PodSpec spec, Path file, Path folder) {
    Container container = spec.getContainers().get(0);
    String volume =
        container.getVolumeMounts().stream()
            .filter(mount -> Path.of(mount.getMountPath()).equals(file.getParent()))
            .map(VolumeMount::getName)
            .findFirst()
            .orElseThrow();
    String configMap =
        spec.getVolumes().stream()
            .filter(each -> each.getName().equals(volume))
            .map(Volume::getConfigMap)
            .findFirst()
            .orElseThrow()
            .getName();
    String name = file.getFileName().toString();
    String text =
        cluster
            .admin()
            .configMaps()
            .inNamespace(namespace)
            .withName(configMap)
            .get()
            .getData()
            .get(name);
    try {
      return Files.writeString(folder.resolve(name), text).toAbsolutePath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
