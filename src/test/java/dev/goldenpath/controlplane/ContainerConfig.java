package dev.goldenpath.controlplane;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Secrets and ConfigMaps that a container's environment is made of. */
final class ContainerConfig implements BiFunction<String, Container, Optional<String>> {
  private final KubernetesClient client;

  ContainerConfig(KubernetesClient client) {
    this.client = client;
  }

  /** What is missing of it in the namespace, in a kubelet's words. */
  @Override
  public Optional<String> apply(String namespace, Container container) {
    return Stream.concat(
            container.getEnvFrom().stream().map(source -> missing(namespace, source)),
            container.getEnv().stream()
                .map(variable -> variable.getValueFrom())
                .filter(Objects::nonNull)
                .map(source -> missing(namespace, source)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> missing(String namespace, EnvFromSource source) {
    if (source.getSecretRef() != null) {
      var ref = source.getSecretRef();
      return missing(ref.getOptional(), secret(namespace, ref.getName()), null);
    }
    if (source.getConfigMapRef() != null) {
      var ref = source.getConfigMapRef();
      return missing(ref.getOptional(), configMap(namespace, ref.getName()), null);
    }
    return Optional.empty();
  }

  private Optional<String> missing(String namespace, EnvVarSource source) {
    if (source.getSecretKeyRef() != null) {
      var ref = source.getSecretKeyRef();
      return missing(ref.getOptional(), secret(namespace, ref.getName()), ref.getKey());
    }
    if (source.getConfigMapKeyRef() != null) {
      var ref = source.getConfigMapKeyRef();
      return missing(ref.getOptional(), configMap(namespace, ref.getName()), ref.getKey());
    }
    return Optional.empty();
  }

  private static Optional<String> missing(
      @Nullable Boolean optional, Source source, @Nullable String key) {
    if (Boolean.TRUE.equals(optional)) {
      return Optional.empty();
    }
    if (source.data() == null) {
      return Optional.of("%s \"%s\" not found".formatted(source.resource(), source.name()));
    }
    return key == null || source.data().containsKey(key)
        ? Optional.empty()
        : Optional.of(
            "couldn't find key %s in %s %s/%s"
                .formatted(key, source.kind(), source.namespace(), source.name()));
  }

  private Source secret(String namespace, String name) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    return new Source(
        "Secret", "secret", namespace, name, secret == null ? null : data(secret.getData()));
  }

  private Source configMap(String namespace, String name) {
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
    return new Source(
        "ConfigMap", "configmap", namespace, name, map == null ? null : data(map.getData()));
  }

  private static Map<String, String> data(@Nullable Map<String, String> data) {
    return data == null ? Map.of() : data;
  }

  /**
   * A Secret or ConfigMap.
   *
   * @param resource as the API server calls it when there is none
   * @param data null if there is none
   */
  private record Source(
      String kind,
      String resource,
      String namespace,
      String name,
      @Nullable Map<String, String> data) {}
}
