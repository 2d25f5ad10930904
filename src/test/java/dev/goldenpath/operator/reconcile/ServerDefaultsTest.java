package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which surplus in atomic lists is the server's own. */
class ServerDefaultsTest {
  private static final Map<String, Object> DESIRED = Map.of("spec", "as applied");
  private static final List<String> PORTS = List.of("spec.ports");

  private final ServerDefaults defaults = new ServerDefaults();

  @Test
  void no_surplus_needs_no_explanation() {
    assertThat(defaults.explain(List.of(), DESIRED, object("one"))).isTrue();
  }

  @Test
  void surplus_is_the_servers_where_it_answered_the_same_apply_with_it() {
    assertThat(defaults.explain(PORTS, DESIRED, object("one"))).isFalse();
    defaults.learn(PORTS, DESIRED, object("one"));
    assertThat(defaults.explain(PORTS, DESIRED, object("one"))).isTrue();
    assertThat(defaults.explain(PORTS, DESIRED, object("other"))).isFalse();
    assertThat(defaults.explain(PORTS, Map.of("spec", "another"), object("one"))).isFalse();
    assertThat(defaults.explain(List.of("spec.ports", "spec.rules"), DESIRED, object("one")))
        .isFalse();
  }

  @Test
  void a_later_answer_replaces_the_earlier() {
    defaults.learn(PORTS, DESIRED, object("one"));
    defaults.learn(List.of(), DESIRED, object("one"));
    assertThat(defaults.explain(PORTS, DESIRED, object("one"))).isFalse();
  }

  private static GenericKubernetesResource object(String uid) {
    GenericKubernetesResource object =
        LiveObject.of("{apiVersion: v1, kind: Thing, metadata: {name: a}}").build();
    object.getMetadata().setUid(uid);
    return object;
  }
}
