package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {
  /** In rising order: the example of semver.org, and numbers that text would order otherwise. */
  private static final List<String> RISING =
      List.of(
          "0.9.10",
          "1.0.0-1",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-alpha.beta",
          "1.0.0-beta",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "1.0.0-rc.1",
          "1.0.0",
          "1.2.0",
          "1.10.0",
          "2.0.0",
          "99999999999999999999.0.0");

  @Test
  void versions_are_ordered_by_precedence() {
    for (String one : RISING) {
      for (String other : RISING) {
        assertThat(Integer.signum(version(one).compareTo(version(other))))
            .as("%s and %s", one, other)
            .isEqualTo(Integer.compare(RISING.indexOf(one), RISING.indexOf(other)));
      }
    }
  }

  @Test
  void equal_versions_are_equal() {
    assertThat(version("1.0.0-rc.1")).isEqualTo(version("1.0.0-rc.1")).hasToString("1.0.0-rc.1");
    assertThat(version("1.0.0")).isNotEqualTo(version("1.0.1"));
    assertThat(SemanticVersion.isOlder("1.0.0", "1.0.1")).isTrue();
    assertThat(SemanticVersion.isOlder("1.0.1", "1.0.1")).isFalse();
    assertThat(SemanticVersion.isOlder("builtin", "1.0.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1.0", "1.0.0+build", "v1.0.0", "1.0.0-", "1.0.0-a_b", "builtin"})
  void anything_else_is_not_a_version(String text) {
    assertThat(SemanticVersion.of(text)).isEmpty();
  }

  private static SemanticVersion version(String text) {
    return SemanticVersion.of(text).orElseThrow();
  }
}
