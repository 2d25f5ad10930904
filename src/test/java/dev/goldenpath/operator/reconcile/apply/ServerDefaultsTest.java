package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.reconcile.LiveObject;
import dev.goldenpath.operator.support.SettableClock;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of a live object is the server's own answer to our apply. */
class ServerDefaultsTest {
  private static final String DESIRED = "{ports: [{port: 80}], interval: 15s, max: {}}";
  private static final String OWNED = "{f:ports: {}, f:interval: {}}";
  private static final String ANSWERED = "{ports: [{port: 80, protocol: TCP}], interval: 60s}";

  private final SettableClock clock = new SettableClock(Instant.EPOCH);
  private final ServerDefaults defaults = new ServerDefaults(clock);

  @Test
  void what_is_as_desired_needs_no_explanation() {
    String whole = "{f:ports: {}, f:interval: {}, f:max: {}}";
    assertThat(
            defaults.explain(
                compare(DESIRED, live("one", DESIRED, whole)),
                tree(DESIRED),
                live("one", DESIRED, whole)))
        .isTrue();
  }

  @Test
  void surplus_a_field_that_was_dropped_and_one_that_was_rewritten_are_the_servers() {
    assertThat(compare(DESIRED, live("one", ANSWERED, OWNED)).deviations())
        .containsOnlyKeys("spec.ports", "spec.interval", "spec.max");
    assertThat(explained(DESIRED, "one", ANSWERED)).isFalse();
    learn(DESIRED, "one", ANSWERED);
    assertThat(explained(DESIRED, "one", ANSWERED)).isTrue();
  }

  @Test
  void another_object_or_intent_is_not_explained_by_it() {
    learn(DESIRED, "one", ANSWERED);
    assertThat(explained(DESIRED, "other", ANSWERED)).isFalse();
    assertThat(explained(DESIRED.replace("15s", "30s"), "one", ANSWERED)).isFalse();
  }

  @Test
  void another_live_value_is_a_difference_again() {
    learn(DESIRED, "one", ANSWERED);
    assertThat(explained(DESIRED, "one", ANSWERED.replace("60s", "61s"))).isFalse();
    assertThat(explained(DESIRED, "one", ANSWERED.replace("TCP", "UDP"))).isFalse();
    assertThat(explained(DESIRED, "one", ANSWERED.replace("}]", "}], max: {cpu: 1}"))).isFalse();
    assertThat(explained(DESIRED, "one", "{interval: 60s}")).isFalse();
    assertThat(explained(DESIRED, "one", ANSWERED)).isTrue();
  }

  @Test
  void a_field_at_which_the_server_did_as_desired_may_not_differ_later() {
    learn(DESIRED, "one", ANSWERED.replace("60s", "15s"));
    assertThat(explained(DESIRED, "one", ANSWERED)).isFalse();
  }

  @Test
  void a_later_answer_replaces_the_earlier() {
    learn(DESIRED, "one", ANSWERED);
    learn(DESIRED, "one", ANSWERED.replace("60s", "61s"));
    assertThat(explained(DESIRED, "one", ANSWERED)).isFalse();
    assertThat(explained(DESIRED, "one", ANSWERED.replace("60s", "61s"))).isTrue();
  }

  @Test
  void an_answer_with_very_many_deviations_is_not_remembered() {
    String many =
        // Two more are owned and not desired.
        IntStream.rangeClosed(0, ServerDefaults.MOST_FIELDS - 2)
            .mapToObj(i -> "f" + i + ": {}")
            .collect(Collectors.joining(", ", "{", "}"));
    learn(many, "one", "{}");
    assertThat(explained(many, "one", "{}")).isFalse();
    String fewer = many.replace("f0: {}, ", "");
    learn(fewer, "one", "{}");
    assertThat(explained(fewer, "one", "{}")).isTrue();
  }

  @Test
  void of_very_many_objects_the_one_not_asked_for_longest_is_forgotten() {
    AppliedFieldsDiff comparison = compare(DESIRED, live("first", ANSWERED, OWNED));
    Map<String, Object> desired = tree(DESIRED);
    GenericKubernetesResource object = live("first", ANSWERED, OWNED);
    defaults.learn(comparison, desired, object, false);
    object.getMetadata().setUid("second");
    defaults.learn(comparison, desired, object, false);
    for (int i = 2; i <= ServerDefaults.MOST_OBJECTS; i++) {
      object.getMetadata().setUid("first");
      assertThat(defaults.explain(comparison, desired, object)).isTrue();
      object.getMetadata().setUid("uid-" + i);
      defaults.learn(comparison, desired, object, false);
    }
    assertThat(explained(DESIRED, "first", ANSWERED)).isTrue();
    assertThat(explained(DESIRED, "second", ANSWERED)).isFalse();
  }

  @Test
  void a_rewritten_field_is_tried_again_after_an_hour_and_is_news_once() {
    assertThat(learnRewritten(ANSWERED)).isTrue();
    assertThat(explained(DESIRED, "one", ANSWERED)).isTrue();
    clock.pass(ServerDefaults.RETRY_REWRITTEN.minusSeconds(1));
    assertThat(explained(DESIRED, "one", ANSWERED)).isTrue();
    clock.pass(Duration.ofSeconds(1));
    assertThat(explained(DESIRED, "one", ANSWERED)).isFalse();

    assertThat(learnRewritten(ANSWERED)).isFalse();
    assertThat(explained(DESIRED, "one", ANSWERED)).isTrue();
    assertThat(learnRewritten(ANSWERED.replace("60s", "61s"))).isTrue();
  }

  @Test
  void a_default_is_not_tried_again() {
    learn(DESIRED, "one", ANSWERED);
    clock.pass(Duration.ofDays(400));
    assertThat(explained(DESIRED, "one", ANSWERED)).isTrue();
  }

  private boolean learnRewritten(String answered) {
    GenericKubernetesResource live = live("one", answered, OWNED);
    return defaults.learn(compare(DESIRED, live), tree(DESIRED), live, true);
  }

  private void learn(String desired, String uid, String answered) {
    GenericKubernetesResource live = live(uid, answered, OWNED);
    defaults.learn(compare(desired, live), tree(desired), live, false);
  }

  private boolean explained(String desired, String uid, String now) {
    GenericKubernetesResource live = live(uid, now, OWNED);
    return defaults.explain(compare(desired, live), tree(desired), live);
  }

  private static AppliedFieldsDiff compare(String desired, GenericKubernetesResource live) {
    return AppliedFieldsDiff.compare(tree(desired), live, new SemanticEquality(Set.of()));
  }

  private static Map<String, Object> tree(String spec) {
    return LiveObject.tree(object(spec));
  }

  private static GenericKubernetesResource live(String uid, String spec, String owned) {
    GenericKubernetesResource live =
        LiveObject.of(object(spec))
            .ours("{f:metadata: {f:labels: {f:l: {}}}, f:spec: " + owned + "}")
            .build();
    live.getMetadata().setUid(uid);
    return live;
  }

  private static String object(String spec) {
    return "{apiVersion: v1, kind: Thing, metadata: {name: a, labels: {l: x}}, spec: " + spec + "}";
  }
}
