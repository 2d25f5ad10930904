package dev.goldenpath.operator.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.Documents;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HatchMetadataTest {
  private static final Map<String, String> HATCHES =
      Map.of(
          "override.goldenpath.dev/quota.memory", "48Gi",
          "override.goldenpath.dev/quota.pods", "200",
          "patch.goldenpath.dev/quota", "{\"spec\":{\"hard\":{\"count/pods\":\"9\"}}}");

  /** What the parameters and the patch have: the text is a reason or a day, - is none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -           | -            | none none none
          quota       | -            | first first first
          quota.pods  | -            | none first none
          quota.pods  | quota        | second first second
          quota       | quota.memory | second first first
          quota.pods  | quota.memory | second first none
          slo         | quota.cpu    | none none none
          """)
  void what_is_said_of_a_parameter_goes_before_what_is_said_of_its_component(
      String first, String second, String expected) {
    Hatches reasons = read("reason.", first, "cost: first", second, "cost: second");
    Hatches days = read("until.", first, "2026-01-01", second, "2026-02-02");

    assertThat(
            String.join(
                " ",
                text(reasons, "quota.memory"),
                text(reasons, "quota.pods"),
                text(reasons.patches().get("quota").reason())))
        .isEqualTo(expected);
    assertThat(
            String.join(
                " ",
                day(days, "quota.memory"),
                day(days, "quota.pods"),
                day(days.patches().get("quota").reason())))
        .isEqualTo(expected);
  }

  @Test
  void one_that_cannot_be_read_says_nothing_and_leaves_the_hatch_open() {
    Hatches hatches = read("until.", "quota.memory", "soon", "quota", "2026-01-01");

    assertThat(hatches.values()).containsKeys("quota.memory", "quota.pods");
    assertThat(day(hatches, "quota.memory")).isEqualTo("first");
    assertThat(hatches.until()).containsOnlyKeys("quota");
    assertThat(hatches.rejected())
        .extracting(RejectedHatch::key)
        .containsExactly("goldenpath.dev/until.quota.memory");
  }

  private static Hatches read(
      String prefix, String first, String value, String second, String other) {
    Map<String, String> annotations = new HashMap<>(HATCHES);
    annotations.put("goldenpath.dev/" + prefix + first, value);
    annotations.put("goldenpath.dev/" + prefix + second, other);
    annotations.remove("goldenpath.dev/" + prefix + "-");
    return new HatchReader(Components.catalogue(), Documents.readBuiltIn())
        .read(annotations, Tier.GOLD, RememberedHatches.NONE);
  }

  private static HatchReason reason(Hatches hatches, String parameter) {
    return hatches.overridden().stream()
        .filter(each -> each.parameter().equals(parameter))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  private static String text(Hatches hatches, String parameter) {
    return text(reason(hatches, parameter));
  }

  private static String text(HatchReason reason) {
    return reason.text().isEmpty() ? "none" : reason.text();
  }

  private static String day(Hatches hatches, String parameter) {
    return day(reason(hatches, parameter));
  }

  private static String day(HatchReason reason) {
    return reason
        .until()
        .map(LocalDate::getMonthValue)
        .map(month -> month == 1 ? "first" : "second")
        .orElse("none");
  }
}
