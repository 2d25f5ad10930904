package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
  private static final Quantities HARD = new Quantities(Set.of("spec.hard"));

  @ParameterizedTest
  @CsvSource({
    "spec.hard.cpu, 1000m, 1, true",
    "spec.hard, 1Gi, 1024Mi, true",
    "spec.hard.cpu, 1, 2, false",
    "spec.hard.cpu, one, one, false",
    "spec.harder, 1000m, 1, false",
    "spec.version, 1.10, 1.1, false"
  })
  void amounts_are_compared_in_fields_that_have_quantities(
      String path, String one, String other, boolean same) {
    assertThat(HARD.isSame(path, one, other)).isEqualTo(same);
  }

  @Test
  void less_is_less_of_an_amount() {
    assertThat(Quantities.isLess("999m", 1)).isTrue();
    assertThat(Quantities.isLess("1Gi", "1024Mi")).isFalse();
    assertThat(Quantities.isLess(null, "1")).isFalse();
    assertThat(Quantities.isLess("1", "1e400")).as("no exponents").isFalse();
  }
}
