package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HatchReaderPropertyTest {
  private static final String PAUSED = "goldenpath.dev/paused";

  private final HatchReader reader =
      new HatchReader(Components.catalogue(), Documents.readBuiltIn());

  @Property
  void no_text_makes_it_fail_or_reaches_a_message_raw(
      @ForAll("hatches") String hatch, @ForAll String name, @ForAll String value) {
    Assume.that(!(hatch + name).equals(PAUSED));
    assertThat(read(hatch + name, value)).isLessThanOrEqualTo(1);
  }

  @Property
  void no_value_makes_it_fail_or_goes_without_effect(
      @ForAll("keys") String key, @ForAll String value) {
    assertThat(read(key, value)).isEqualTo(1);
  }

  @Property
  void any_text_pauses(@ForAll String value) {
    assertThat(reader.read(Map.of(PAUSED, value), Tier.SILVER, RememberedHatches.NONE).paused())
        .get()
        .satisfies(reason -> assertThat(reason.text()).doesNotContainPattern("\\p{Cntrl}"));
    assertThat(read(PAUSED, value)).isBetween(1, 2);
  }

  /** How many things it comes to: hatches that are open and keys that are named. */
  private int read(String key, String value) {
    Hatches hatches = reader.read(Map.of(key, value), Tier.SILVER, RememberedHatches.NONE);
    hatches
        .rejected()
        .forEach(
            rejected ->
                assertThat(rejected.key() + rejected.problem())
                    .doesNotContainPattern("\\p{Cntrl}")
                    .hasSizeLessThan(key.length() * 6 + 1000));
    return hatches.values().size()
        + hatches.patches().size()
        + hatches.ejected().size()
        + (hatches.paused().isPresent() ? 1 : 0)
        + (hatches.pin().isPresent() ? 1 : 0)
        + hatches.until().size()
        + hatches.rejected().size();
  }

  @Provide
  Arbitrary<String> hatches() {
    return Arbitraries.of(
        "override.goldenpath.dev/",
        "patch.goldenpath.dev/",
        "eject.goldenpath.dev/",
        "goldenpath.dev/until.",
        "goldenpath.dev/reason.",
        "goldenpath.dev/",
        "x.goldenpath.dev/");
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of(
        "override.goldenpath.dev/quota.memory",
        "override.goldenpath.dev/network.allowFrom",
        "patch.goldenpath.dev/quota",
        "eject.goldenpath.dev/quota",
        "goldenpath.dev/until.quota",
        "goldenpath.dev/until.pin",
        "goldenpath.dev/pin");
  }
}
