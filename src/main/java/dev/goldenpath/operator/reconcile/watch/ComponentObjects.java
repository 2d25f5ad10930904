package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.component.ApiKind;
import dev.goldenpath.operator.component.Component;
import dev.goldenpath.operator.goldenpath.Platform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects in the namespace of a service that are one component's by kind and name, whoever
 * created them; as last observed.
 */
public record ComponentObjects(SecondaryResources secondary) {

  /** All of them; each is read when the stream comes to it. */
  public Stream<Map.Entry<ApiKind, GenericKubernetesResource>> of(
      Component component, String service, Platform platform) {
    return of(component, service, platform, (kind, name) -> true);
  }

  /**
   * Those of some kinds and names. Reading an object costs more than anything else that is done
   * with it, so what nobody asks for is not read.
   */
  public Stream<Map.Entry<ApiKind, GenericKubernetesResource>> of(
      Component component,
      String service,
      Platform platform,
      BiPredicate<ApiKind, String> isWanted) {
    return places(component, service, platform)
        .filter(place -> isWanted.test(place.getKey(), place.getValue()))
        .flatMap(
            place ->
                secondary.find(place.getKey(), service, place.getValue()).stream()
                    .map(object -> Map.entry(place.getKey(), object)));
  }

  /** The versions of all of them, of which none is read. */
  Set<Long> versions(Component component, String service, Platform platform) {
    return places(component, service, platform)
        .flatMap(place -> secondary.version(place.getKey(), service, place.getValue()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Map.Entry<ApiKind, String>> places(
      Component component, String service, Platform platform) {
    return component.kinds(platform).stream()
        .filter(ApiKind::namespaced)
        .flatMap(
            kind -> component.objectNames(service).stream().map(name -> Map.entry(kind, name)));
  }
}
