package dev.goldenpath.operator.component;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.operator.hatch.MergePatch;
import dev.goldenpath.operator.plan.ServicePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One object that a service must have, rendered once: the same form is compared and sent.
 *
 * @param kind the kind of the object
 * @param content every field, as in JSON
 * @param resource the same in the client's form
 */
public record DesiredObject(
    ApiKind kind, Map<String, Object> content, GenericKubernetesResource resource) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> HEAD = Set.of("apiVersion", "kind", "metadata");

  /**
   * The object of a component with that content.
   *
   * @throws IllegalArgumentException if a label or an annotation is not a string
   */
  static DesiredObject of(Component component, ServicePlan plan, Map<String, Object> content) {
    GenericKubernetesResource resource = resource(content);
    return new DesiredObject(component.kindOf(plan.platform(), resource), content, resource);
  }

  /** Of all that an object contains, only its metadata has a form of its own in the client. */
  private static GenericKubernetesResource resource(Map<String, Object> content) {
    Map<String, Object> head = new LinkedHashMap<>(content);
    head.keySet().retainAll(HEAD);
    GenericKubernetesResource resource = JSON.convertValue(head, GenericKubernetesResource.class);
    Map<String, Object> rest = new LinkedHashMap<>(content);
    rest.keySet().removeAll(HEAD);
    resource.setAdditionalProperties(rest);
    return resource;
  }

  static Map<String, Object> content(HasMetadata object) {
    return JSON.convertValue(object, new TypeReference<>() {});
  }

  /** The same with one more annotation. */
  public DesiredObject annotated(String key, String value) {
    Map<String, Object> changed =
        MergePatch.merge(Map.of("metadata", Map.of("annotations", Map.of(key, value))), content);
    return new DesiredObject(kind, changed, resource(changed));
  }

  /** Its namespace; null for a namespace. */
  public String namespace() {
    return resource.getMetadata().getNamespace();
  }

  /** Its name. */
  public String name() {
    return resource.getMetadata().getName();
  }

  /** Whether it is the component's object of that kind and name. */
  public boolean is(ApiKind other, String name) {
    return kind.equals(other) && name().equals(name);
  }

  /** Kind and name, for messages. */
  public String title() {
    return kind.kind() + " " + name();
  }
}
