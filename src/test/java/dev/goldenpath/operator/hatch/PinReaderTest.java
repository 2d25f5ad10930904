package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.HatchReasonCode;
import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.goldenpath.Requested;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinReaderTest {
  private static final String PIN = "goldenpath.dev/pin";
  private static final Set<String> VERSIONS = Set.of("1.0.0", "1.1.0");
  private static final KnownRevisions KNOWN = new KnownRevisions(true, VERSIONS, null);

  @Test
  void a_pin_is_read_with_why_and_until_when() {
    Hatches hatches =
        read(
            Map.of(
                PIN,
                "1.0.0",
                "goldenpath.dev/reason.pin",
                "migration: until spring",
                "goldenpath.dev/until.pin",
                "2027-01-31"),
            KNOWN,
            null);

    assertThat(hatches.pin())
        .contains(
            new Hatches.Pinned(
                "1.0.0",
                new HatchReason(
                    HatchReasonCode.MIGRATION,
                    "until spring",
                    Optional.of(LocalDate.parse("2027-01-31")))));
    assertThat(hatches.rejected()).isEmpty();
  }

  @Test
  void it_needs_no_reason_and_an_invalid_one_leaves_it_open() {
    assertThat(read(Map.of(PIN, "1.0.0"), KNOWN, null).pin())
        .map(Hatches.Pinned::reason)
        .contains(HatchReason.NONE);
    Hatches odd =
        read(
            Map.of(
                PIN,
                "1.0.0",
                "goldenpath.dev/reason.pin",
                "because: x",
                "goldenpath.dev/until.pin",
                "soon"),
            KNOWN,
            null);
    assertThat(odd.pin()).map(Hatches.Pinned::version).contains("1.0.0");
    assertThat(odd.rejected())
        .extracting(RejectedHatch::key)
        .containsExactly("goldenpath.dev/reason.pin", "goldenpath.dev/until.pin");
  }

  @Test
  void one_that_does_not_count_is_named_and_is_no_pin() {
    Hatches hatches = read(Map.of(PIN, "1.2.0"), KNOWN, null);

    assertThat(hatches.pin()).isEmpty();
    assertThat(hatches.rejected())
        .containsExactly(
            new RejectedHatch(
                PIN,
                "\"1.2.0\" is not a revision of the golden path; pin 1.1.0, 1.0.0, or remove the"
                    + " annotation"));
  }

  @Test
  void without_a_golden_path_it_is_named_and_is_no_pin() {
    Hatches hatches = read(Map.of(PIN, "1.0.0"), KnownRevisions.NONE, "1.0.0");

    assertThat(hatches.pin()).isEmpty();
    assertThat(hatches.rejected())
        .singleElement()
        .extracting(RejectedHatch::problem)
        .asString()
        .startsWith("\"1.0.0\" has no effect: no GoldenPath is in force");
  }

  /** A typo must not move a service. */
  @ParameterizedTest
  @CsvSource({"1.0., 1.0.0", "1.3.0, 1.1.0"})
  void an_invalid_one_leaves_the_last_valid_one_in_effect(String typed, String last) {
    Hatches hatches = read(Map.of(PIN, typed), KNOWN, last);

    assertThat(hatches.pin()).map(Hatches.Pinned::version).contains(last);
    assertThat(hatches.rejected())
        .singleElement()
        .extracting(RejectedHatch::problem)
        .asString()
        .endsWith("; \"" + last + "\" stays in effect");
  }

  @Test
  void the_last_valid_one_counts_only_while_it_is_valid_and_something_is_pinned() {
    KnownRevisions since = new KnownRevisions(true, VERSIONS, "1.1.0");
    assertThat(read(Map.of(PIN, "1.0.0"), since, "1.0.0").pin()).isEmpty();
    assertThat(read(Map.of(PIN, "1.0.0"), since, "1.1.0").pin())
        .map(Hatches.Pinned::version)
        .contains("1.1.0");
    assertThat(read(Map.of(PIN, "?"), KNOWN, "0.9.0").pin()).isEmpty();
    assertThat(read(Map.of(), KNOWN, "1.0.0").pin()).isEmpty();
  }

  @Test
  void what_counts_is_remembered_and_forgotten_with_the_annotation() {
    RememberedHatches before = RememberedHatches.NONE;
    RememberedHatches pinned = before.understood(read(Map.of(PIN, "1.0.0"), KNOWN, null));
    assertThat(pinned.pin()).isEqualTo("1.0.0");
    assertThat(RememberedHatches.parse(pinned.json().orElseThrow())).isEqualTo(pinned);
    assertThat(pinned.understood(read(Map.of(), KNOWN, "1.0.0"))).isEqualTo(before);
  }

  /** The rollout and the plan read it one by one. */
  @Property
  void both_readings_agree(
      @ForAll("texts") @Nullable String pin,
      @ForAll("texts") @Nullable String last,
      @ForAll("minimums") @Nullable String minimum,
      @ForAll boolean inForce) {
    Map<String, String> annotations = new HashMap<>();
    if (pin != null) {
      annotations.put(PIN, pin);
    }
    KnownRevisions known = new KnownRevisions(inForce, VERSIONS, minimum);
    Hatches hatches = read(annotations, known, last);
    assertThat(PinReader.version(annotations, known, remembered(last)))
        .isEqualTo(hatches.pin().map(Hatches.Pinned::version));
    assertThat(hatches.pin().map(Hatches.Pinned::version).filter(VERSIONS::contains))
        .isEqualTo(hatches.pin().map(Hatches.Pinned::version));
    assertThat(hatches.rejected().isEmpty())
        .isEqualTo(
            pin == null || hatches.pin().filter(each -> each.version().equals(pin)).isPresent());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("1.0.0", "1.1.0", "1.2.0", "1", "").injectNull(0.2);
  }

  @Provide
  Arbitrary<String> minimums() {
    return Arbitraries.of("1.0.0", "1.1.0", "1.2.0").injectNull(0.5);
  }

  private static RememberedHatches remembered(@Nullable String pin) {
    return new RememberedHatches(Map.of(), Map.of(), Map.of(), null, pin);
  }

  private static Hatches read(
      Map<String, String> annotations, KnownRevisions known, @Nullable String last) {
    return new HatchReader(Components.catalogue(), Documents.readBuiltIn())
        .read(annotations, Tier.GOLD, Requested.NOTHING, remembered(last), known);
  }
}
