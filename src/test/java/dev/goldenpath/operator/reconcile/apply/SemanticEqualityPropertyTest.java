package dev.goldenpath.operator.reconcile.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SemanticEqualityPropertyTest {
  private static final SemanticEquality QUANTITY = new SemanticEquality(Set.of("cpu"));

  @Property
  void an_amount_is_the_same_in_thousandths(@ForAll @LongRange(min = 0, max = 1L << 40) long n) {
    assertThat(QUANTITY.contains("cpu", Long.toString(n), n + "000m")).isTrue();
    assertThat(QUANTITY.contains("cpu", Long.toString(n), n + "001m")).isFalse();
  }
}
