package dev.goldenpath.operator.reconcile.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.reconcile.apply.FieldOwnership;
import dev.goldenpath.operator.reconcile.ownership.UnmanagedObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachedObjectTest {
  private static final String LARGE = "x".repeat(1_000_000);

  @Test
  void a_light_object_is_kept_as_it_is() {
    GenericKubernetesResource object = dashboard();
    assertThat(CachedObject.of(object)).isSameAs(object);
  }

  @Test
  void of_a_large_one_stays_what_we_own_and_what_is_judged_beside_it() {
    GenericKubernetesResource object = dashboard();
    data(object).put("theirs.json", LARGE);
    object.getMetadata().getAnnotations().put("example.org/note", LARGE);
    object.getMetadata().getAnnotations().put("goldenpath.dev/unmanaged", "cost: " + LARGE);
    Components.ALL.stream()
        .flatMap(component -> component.readsAnnotations().stream())
        .forEach(read -> object.getMetadata().getAnnotations().put(read, "on"));
    object.getMetadata().setFinalizers(List.of("example.org/" + LARGE));
    object.getMetadata().setResourceVersion("7");

    GenericKubernetesResource cached = CachedObject.of(object);

    assertThat(Serialization.asJson(cached).length()).isLessThan(6_000);
    assertThat(data(cached)).containsExactly(Map.entry("ours.json", "{}"));
    assertThat(cached.getMetadata().getLabels()).isEqualTo(object.getMetadata().getLabels());
    assertThat(cached.getMetadata().getUid()).isEqualTo("uid");
    assertThat(cached.getMetadata().getResourceVersion()).isEqualTo("7");
    assertThat(UnmanagedObject.isMarked(cached)).isTrue();
    assertThat(cached.getMetadata().getAnnotations())
        .containsEntry("cnpg.io/hibernation", "on")
        .containsEntry("cnpg.io/fencedInstances", "on");
    assertThat(FieldOwnership.fields(cached)).isEqualTo(FieldOwnership.fields(object));
  }

  @Test
  void our_own_field_that_another_has_filled_up_is_another_s() {
    GenericKubernetesResource object =
        Serialization.unmarshal(
            Serialization.asYaml(dashboard()).replace("f:ours.json", "f:other.json"),
            GenericKubernetesResource.class);
    data(object).put("ours.json", LARGE);

    assertThat(data(CachedObject.of(object))).doesNotContainKey("ours.json");
  }

  @Test
  void managers_keep_their_places_however_much_they_own() {
    GenericKubernetesResource object = dashboard();
    Map<String, Object> much = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      much.put("f:key-" + i, Map.of());
    }
    object
        .getMetadata()
        .getManagedFields()
        .get(0)
        .getFieldsV1()
        .setAdditionalProperties(Map.of("f:data", much));

    List<String> managers =
        CachedObject.of(object).getMetadata().getManagedFields().stream()
            .map(entry -> entry.getManager())
            .toList();

    assertThat(managers).containsExactly("kubectl-edit", "golden-service-operator");
    assertThat(Serialization.asJson(CachedObject.of(object)).length()).isLessThan(2_000);
  }

  @Test
  void an_object_that_is_not_ours_keeps_no_content() {
    GenericKubernetesResource object = dashboard();
    object.getMetadata().setManagedFields(List.of());
    data(object).put("theirs.json", LARGE);

    assertThat(CachedObject.of(object).getAdditionalProperties()).isEmpty();
  }

  private static Map<String, Object> data(GenericKubernetesResource object) {
    return object.get("data");
  }

  private static GenericKubernetesResource dashboard() {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: golden-dashboard
          namespace: shop
          uid: uid
          labels: { app.kubernetes.io/managed-by: golden-service-operator }
          annotations: { example.org/a: b }
          managedFields:
            - manager: kubectl-edit
              operation: Update
              fieldsV1: { "f:data": { "f:theirs.json": {} } }
            - manager: golden-service-operator
              operation: Apply
              fieldsV1:
                "f:metadata": { "f:labels": { "f:app.kubernetes.io/managed-by": {} } }
                "f:data": { "f:ours.json": {} }
        data:
          ours.json: "{}"
        """,
        GenericKubernetesResource.class);
  }
}
