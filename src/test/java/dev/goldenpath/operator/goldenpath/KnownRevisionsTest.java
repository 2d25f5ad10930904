package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownRevisionsTest {
  private static final KnownRevisions THREE =
      new KnownRevisions(true, Set.of("1.0.0", "1.1.0", "1.2.0-rc.1"), null);
  private static final KnownRevisions SINCE_1_1 =
      new KnownRevisions(true, THREE.versions(), "1.1.0");

  @ParameterizedTest
  @CsvSource({"1.0.0", "1.1.0", "1.2.0-rc.1"})
  void one_that_there_is_can_be_pinned(String version) {
    assertThat(THREE.problemWithPin(version)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          latest     | is not a semantic version such as 1.2.0; pin 1.2.0-rc.1, 1.1.0, 1.0.0, or remove the annotation
          1.0        | is not a semantic version
          '1.0.0 '   | is not a semantic version
          v1.0.0     | is not a semantic version
          1.0.0+ab   | is not a semantic version
          ''         | is not a semantic version
          1.3.0      | is not a revision of the golden path; pin 1.2.0-rc.1, 1.1.0, 1.0.0, or remove the annotation
          01.0.0     | is not a revision of the golden path
          """)
  void what_cannot_be_pinned_is_named_with_what_can(String version, String problem) {
    assertThat(THREE.problemWithPin(version)).get().asString().startsWith(problem);
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, true", "1.1.0, false", "1.2.0-rc.1, false", "0.9.0, false"})
  void one_below_the_minimum_does_not_count(String version, boolean tooOld) {
    assertThat(SINCE_1_1.problemWithPin(version).filter(problem -> problem.startsWith("is older")))
        .isEqualTo(
            tooOld
                ? Optional.of(
                    "is older than 1.1.0, the oldest revision that the platform team lets services"
                        + " stay on; pin 1.2.0-rc.1, 1.1.0, or remove the annotation")
                : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"1.0.0", "7.0.0"})
  void without_a_path_none_counts(String version) {
    assertThat(KnownRevisions.NONE.problemWithPin(version))
        .contains(
            "has no effect: no GoldenPath is in force, so there is no revision to stay on; remove"
                + " the annotation");
    assertThat(new KnownRevisions(false, THREE.versions(), null).problemWithPin(version))
        .isEqualTo(KnownRevisions.NONE.problemWithPin(version));
  }

  @ParameterizedTest
  @CsvSource({"5, 'pin 5.0.0, 4.0.0, 3.0.0, 2.0.0, 1.0.0, or'", "6, '2.0.0 or an older one, or'"})
  void at_most_five_are_named_the_newest_first(int count, String choice) {
    Set<String> versions =
        IntStream.rangeClosed(1, count).mapToObj(each -> each + ".0.0").collect(Collectors.toSet());
    assertThat(new KnownRevisions(true, versions, null).problemWithPin("9.9.9"))
        .get()
        .asString()
        .contains(choice)
        .doesNotContain(count == 6 ? "1.0.0" : "older");
  }

  @Property
  void no_text_makes_it_fail_and_only_a_known_revision_counts(
      @ForAll("texts") String text, @ForAll boolean bounded) {
    KnownRevisions known = bounded ? SINCE_1_1 : THREE;
    boolean counts = known.problemWithPin(text).isEmpty();
    assertThat(counts)
        .isEqualTo(
            THREE.versions().contains(text)
                && !(bounded && SemanticVersion.isOlder(text, "1.1.0")));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings(),
        Arbitraries.strings().withChars("0123456789.-rc").ofMaxLength(12),
        Arbitraries.strings().numeric().ofLength(5_000).map(digits -> digits + ".0.0"),
        Arbitraries.of("1.0.0", "1.1.0", "1.2.0-rc.1", "1.2.0", "0.9.0"));
  }
}
