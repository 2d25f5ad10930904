package dev.goldenpath.operator.reconcile;

import dev.goldenpath.operator.api.FieldManager;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An object as a cache would hold it, made by hand from YAML. */
public final class LiveObject {
  private final GenericKubernetesResource resource;
  private final List<ManagedFieldsEntry> managers = new ArrayList<>();

  private LiveObject(GenericKubernetesResource resource) {
    this.resource = resource;
  }

  public static LiveObject of(String yaml) {
    return new LiveObject(read(yaml, GenericKubernetesResource.class));
  }

  /** With what our applies own. */
  public LiveObject ours(String fields) {
    return ours(tree(fields));
  }

  public LiveObject ours(Map<String, Object> fields) {
    return entry(FieldManager.NAME, "Apply", null, fields);
  }

  /** With what another's update owns. */
  public LiveObject updatedBy(String manager, String fields) {
    return entry(manager, "Update", null, tree(fields));
  }

  public LiveObject entry(
      String manager, String operation, String subresource, Map<String, Object> fields) {
    managers.add(
        new ManagedFieldsEntryBuilder()
            .withManager(manager)
            .withOperation(operation)
            .withSubresource(subresource)
            .withFieldsV1(fields == null ? null : fieldsV1(fields))
            .build());
    return this;
  }

  public GenericKubernetesResource build() {
    resource.getMetadata().setManagedFields(managers);
    return resource;
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> tree(String yaml) {
    return read(yaml, Map.class);
  }

  /** Without the dashes, fabric8 takes for JSON what starts with a brace. */
  private static <T> T read(String yaml, Class<T> type) {
    return Serialization.unmarshal("---\n" + yaml, type);
  }

  private static FieldsV1 fieldsV1(Map<String, Object> fields) {
    FieldsV1 tree = new FieldsV1();
    tree.setAdditionalProperties(fields);
    return tree;
  }
}
