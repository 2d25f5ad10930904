package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ObjectDiffPropertyTest {
  @Property(tries = 500)
  void there_is_no_difference_if_and_only_if_the_objects_are_equal(
      @ForAll("objects") Map<String, Object> before, @ForAll("objects") Map<String, Object> after) {
    assertThat(ObjectDiffTest.between(before, before)).isEmpty();
    assertThat(ObjectDiffTest.between(before, after).isEmpty()).isEqualTo(before.equals(after));
    assertThat(ObjectDiffTest.between(after, before))
        .hasSameSizeAs(ObjectDiffTest.between(before, after));
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    Arbitrary<Object> values =
        Arbitraries.recursive(
            () -> Arbitraries.of("x", "y", 1, true),
            inner -> Arbitraries.oneOf(maps(inner), inner.list().ofMaxSize(3).map(each -> each)),
            0,
            3);
    return maps(values).map(ObjectDiffPropertyTest::typed);
  }

  private static Arbitrary<Object> maps(Arbitrary<Object> values) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values).ofMaxSize(3).map(each -> each);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> typed(Object map) {
    return (Map<String, Object>) map;
  }
}
