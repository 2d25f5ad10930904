package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.reconcile.DesiredTree;
import dev.goldenpath.operator.reconcile.LiveObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every object, whatever its shape. */
class AppliedFieldsDiffPropertyTest {

  @Property(tries = 300)
  void what_was_just_applied_has_no_differences(@ForAll("objects") DesiredTree desired) {
    assertThat(differences(desired.value(), live(desired, desired.value()))).isEmpty();
  }

  @Property(tries = 300)
  void each_changed_leaf_is_a_difference(
      @ForAll("objects") DesiredTree desired, @ForAll @IntRange(max = 1000) int which) {
    int leaf = which % leaves(desired.value());
    Object changed = withChangedLeaf(desired.value(), new AtomicInteger(leaf));
    assertThat(differences(desired.value(), live(desired, changed))).isNotEmpty();
  }

  @Property(tries = 300)
  void each_leaf_that_is_wanted_otherwise_is_a_difference(
      @ForAll("objects") DesiredTree desired, @ForAll @IntRange(max = 1000) int which) {
    int leaf = which % leaves(desired.value());
    Object changed = withChangedLeaf(desired.value(), new AtomicInteger(leaf));
    assertThat(differences(changed, live(desired, desired.value()))).isNotEmpty();
  }

  @Provide
  Arbitrary<DesiredTree> objects() {
    return DesiredTree.objects();
  }

  /** Everything may be a quantity. */
  private static Set<String> differences(Object desired, GenericKubernetesResource live) {
    return AppliedFieldsDiff.compare(asObject(desired), live, new SemanticEquality(Set.of("spec")))
        .differences()
        .keySet();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asObject(Object tree) {
    Map<String, Object> object = new HashMap<>((Map<String, Object>) tree);
    object.put("apiVersion", "example.org/v1");
    object.put("kind", "Thing");
    return object;
  }

  private static GenericKubernetesResource live(DesiredTree applied, Object content) {
    return LiveObject.of(Serialization.asJson(asObject(content))).ours(applied.fields()).build();
  }

  private static int leaves(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToInt(AppliedFieldsDiffPropertyTest::leaves).sum();
    }
    return value instanceof List<?> list
        ? list.stream().mapToInt(AppliedFieldsDiffPropertyTest::leaves).sum()
        : 1;
  }

  /** A copy in which the leaf of that number has another value. */
  private static Object withChangedLeaf(Object value, AtomicInteger left) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new TreeMap<>();
      map.forEach((key, each) -> copy.put(key, withChangedLeaf(each, left)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> withChangedLeaf(each, left)).toList();
    }
    return left.getAndDecrement() == 0 ? changed(value) : value;
  }

  private static Object changed(Object leaf) {
    if (leaf instanceof Integer number) {
      return number ^ 1;
    }
    return leaf instanceof Boolean bool ? !bool : leaf + "~";
  }
}
