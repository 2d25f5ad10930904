package dev.goldenpath.operator.reconcile.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.component.Rendering;
import dev.goldenpath.operator.plan.ServicePlan;
import dev.goldenpath.operator.reconcile.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectCodecTest {
  private static final String SERVICE =
      """
      ---
      apiVersion: goldenpath.dev/v1alpha1
      kind: GoldenService
      metadata: { name: %s, uid: %s-uid }
      spec: { team: payments, tier: gold }
      """;

  @Test
  void every_object_of_a_service_is_read_as_it_was() {
    Map<String, ObjectCodec> codecs = new HashMap<>();
    int text = 0;
    int encoded = 0;
    for (String service : new String[] {"checkout", "orders", "a"}) {
      for (GenericKubernetesResource object : objects(service)) {
        ObjectCodec codec = codecs.computeIfAbsent(object.getKind(), kind -> new ObjectCodec());
        byte[] compact = codec.encode(object);
        assertThat(codec.decode(compact)).isEqualTo(object);
        if (!service.equals("checkout")) {
          text += Serialization.asJson(object).length();
          encoded += compact.length;
        }
      }
    }
    assertThat(encoded).isLessThan(text / 8);
  }

  private static Iterable<GenericKubernetesResource> objects(String service) {
    ServicePlan plan = Rendering.plan(SERVICE.formatted(service, service));
    return Components.ALL.stream()
            .flatMap(component -> component.desired(plan).stream())
            .map(ObjectCodecTest::live)
        ::iterator;
  }

  private static GenericKubernetesResource live(HasMetadata desired) {
    return LiveObject.of(Serialization.asJson(desired))
        .ours("{ 'f:spec': {}, 'f:data': {} }")
        .build();
  }

  @Test
  void what_was_encoded_before_the_dictionary_was_known_stays_readable() {
    ObjectCodec codec = new ObjectCodec();
    GenericKubernetesResource foreign =
        LiveObject.of("{ kind: A, metadata: { name: a }, data: { x: foreign } }").build();
    GenericKubernetesResource ours =
        LiveObject.of("{ kind: A, metadata: { name: a }, data: { x: ours } }")
            .ours("{ 'f:data': {} }")
            .build();
    byte[] first = codec.encode(foreign);
    byte[] second = codec.encode(ours);
    byte[] third = codec.encode(ours);

    assertThat(codec.decode(first)).isEqualTo(foreign);
    assertThat(codec.decode(second)).isEqualTo(ours);
    assertThat(codec.decode(third)).isEqualTo(ours);
    assertThat(third).hasSizeLessThan(second.length);
  }

  @Test
  void the_content_of_others_does_not_become_the_dictionary() {
    ObjectCodec codec = new ObjectCodec();
    GenericKubernetesResource foreign =
        LiveObject.of("{ kind: A, metadata: { name: a }, data: { x: foreign } }").build();
    assertThat(codec.encode(foreign)).hasSameSizeAs(codec.encode(foreign));
  }

  @Test
  void empty_maps_lists_and_numbers_keep_their_form() {
    GenericKubernetesResource object =
        LiveObject.of(
                """
                kind: A
                metadata: { name: a, labels: { x: "1" } }
                data: {}
                spec: { selector: {}, items: [], one: 1, half: 0.5, large: 9007199254740993, no: false }
                """)
            .ours("{ 'f:spec': { 'f:selector': {} } }")
            .build();
    ObjectCodec codec = new ObjectCodec();
    assertThat(codec.decode(codec.encode(object))).isEqualTo(object);
  }
}
