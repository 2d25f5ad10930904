package dev.goldenpath.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import org.junit.jupiter.api.Test;

class FittingTiersTest {
  @Test
  void a_tier_above_a_lowered_maximum_has_the_values_of_one_that_fits()
      throws InvalidGoldenPathException {
    String spec =
        FittingTiers.of("components: { quota: { parameters: { memory: { maximum: 20Gi } } } }");

    GoldenPath path =
        Documents.read(
            """
            apiVersion: goldenpath.dev/v1alpha1
            kind: GoldenPath
            metadata: { name: default }
            spec:
              version: 1.1.0
            """
                + spec.indent(2));
    assertThat(path.defaults(Tier.SILVER)).containsEntry("quota.memory", "16Gi");
    assertThat(path.defaults(Tier.GOLD)).isEqualTo(path.defaults(Tier.SILVER));
  }

  @Test
  void what_fits_stays_as_it_is() {
    String spec = "components: { quota: { parameters: { pods: { maximum: 900 } } } }";
    assertThat(FittingTiers.of(spec)).isSameAs(spec);
  }
}
