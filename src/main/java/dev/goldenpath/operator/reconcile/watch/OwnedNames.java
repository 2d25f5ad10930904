package dev.goldenpath.operator.reconcile.watch;

import dev.goldenpath.operator.component.Component;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that the objects of one kind may have in the namespace of a service. The place of an
 * object identifies its service: labels may be written by others, too.
 *
 * @param components those that have objects of the kind
 */
record OwnedNames(List<Component> components) {

  /** The service that an object belongs to if it is one of a service's objects. */
  static String service(GenericKubernetesResource object) {
    String namespace = object.getMetadata().getNamespace();
    return namespace == null ? object.getMetadata().getName() : namespace;
  }

  /** Whether the object has a name that one of its service's objects may have. */
  boolean contains(GenericKubernetesResource object) {
    String name = object.getMetadata().getName();
    return of(service(object)).anyMatch(name::equals);
  }

  /** The names of a service's objects. */
  Stream<String> of(String service) {
    return components.stream().flatMap(component -> component.objectNames(service).stream());
  }

  /** The one name that all of them have; empty if there are several, or if it is the service's. */
  Optional<String> fixed() {
    Set<String> names = of("a").collect(Collectors.toSet());
    return names.size() == 1 && names.equals(of("b").collect(Collectors.toSet()))
        ? names.stream().findFirst()
        : Optional.empty();
  }
}
