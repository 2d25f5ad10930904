package dev.goldenpath.operator.support;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The resourceVersion of every object of the cluster. */
public final class EveryVersion {
  /** Written by time, or by whoever asks. */
  private static final Set<String> IGNORED =
      Set.of("Event", "Lease", "GoldenPathPreview", "ComponentStatus", "APIService");

  private EveryVersion() {}

  /** By kind, namespace and name. */
  public static Map<String, String> of(KubernetesClient client) {
    Map<String, String> versions = new TreeMap<>();
    apiVersions(client)
        .forEach(
            apiVersion ->
                kinds(client, apiVersion).forEach(kind -> add(client, apiVersion, kind, versions)));
    return versions;
  }

  private static Stream<String> apiVersions(KubernetesClient client) {
    return Stream.concat(
        Stream.of("v1"),
        client.getApiGroups().getGroups().stream()
            .map(group -> group.getPreferredVersion().getGroupVersion()));
  }

  private static List<APIResource> kinds(KubernetesClient client, String apiVersion) {
    return client.getApiResources(apiVersion).getResources().stream()
        .filter(kind -> !kind.getName().contains("/"))
        .filter(kind -> kind.getVerbs().contains("list"))
        .filter(kind -> !IGNORED.contains(kind.getKind()))
        .toList();
  }

  private static void add(
      KubernetesClient client, String apiVersion, APIResource kind, Map<String, String> versions) {
    var all = client.genericKubernetesResources(apiVersion, kind.getKind());
    var items = kind.getNamespaced() ? all.inAnyNamespace().list() : all.list();
    for (GenericKubernetesResource each : items.getItems()) {
      versions.put(
          "%s %s %s/%s"
              .formatted(
                  apiVersion,
                  kind.getKind(),
                  each.getMetadata().getNamespace(),
                  each.getMetadata().getName()),
          each.getMetadata().getResourceVersion());
    }
  }
}
