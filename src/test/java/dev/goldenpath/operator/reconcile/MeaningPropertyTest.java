package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MeaningPropertyTest {

  @Property
  void an_amount_is_the_same_in_thousandths(@ForAll @LongRange(min = 0, max = 1L << 40) long n) {
    assertThat(Meaning.contains(Long.toString(n), n + "000m")).isTrue();
    assertThat(Meaning.contains(Long.toString(n), n + "001m")).isFalse();
  }
}
