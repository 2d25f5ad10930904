package dev.goldenpath.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.support.Plans;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HatchTransitionsTest {
  private static final GoldenServiceStatus NONE = GoldenServiceStatus.empty();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          overrides: [{parameter: a.b, value: c, default: d}]                | Overridden: a.b is c instead of d
          overrides: [{parameter: a.b, value: c, default: d, reason: cost, message: x}] | Overridden: a.b is c instead of d (cost: x)
          overrides: [{parameter: a.b, value: c, default: d, unsafe: true}]  | warning Overridden: a.b is c instead of d; unsafe: it lowers what the platform guarantees
          patched: [{component: a, patch: "{}", message: x}]                 | Patched: a has a patch (x)
          ejected: [{component: a, reason: cost}]                            | Ejected: a is its owner's now (cost)
          unmanaged: [{component: a, object: Kind/b}]                        | Unmanaged: Kind/b is its owner's now
          paused: {}                                                         | Paused: nothing is written for the service
          paused: {reason: migration, message: x}                            | Paused: nothing is written for the service (migration: x)
          """)
  void one_that_opens_is_told_once(String status, String event) {
    GoldenServiceStatus open = Plans.status(status);
    assertThat(events(NONE, open)).containsExactly(event);
    assertThat(HatchTransitions.between(Optional.empty(), open)).hasSize(1);
    assertThat(events(open, open)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          overrides: [{parameter: a.b, value: c, default: d}]  | OverrideRemoved: a.b is as the tier has it
          overrides: [{parameter: a.b, value: c, unsafe: true}] | OverrideRemoved: a.b is as the tier has it
          patched: [{component: a, patch: "{}"}]               | PatchRemoved: a has no patch
          ejected: [{component: a}]                            | TakenBack: a is managed again
          unmanaged: [{component: a, object: Kind/b}]          | TakenBack: Kind/b is managed again
          paused: {reason: migration}                          | Resumed: the service is managed again
          """)
  void one_that_closes_is_told(String status, String event) {
    assertThat(events(Plans.status(status), NONE)).containsExactly(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          overrides: [{parameter: a.b, value: c, default: d}] | overrides: [{parameter: a.b, value: e, default: d}]               | Overridden: a.b is e instead of d
          overrides: [{parameter: a.b, value: c, default: d}] | overrides: [{parameter: a.b, value: c, default: f}]               | Overridden: a.b is c instead of f
          overrides: [{parameter: a.b, value: c, default: d}] | overrides: [{parameter: a.b, value: e, default: d, unsafe: true}] | warning Overridden: a.b is e instead of d; unsafe: it lowers what the platform guarantees
          patched: [{component: a, patch: "{}"}]              | patched: [{component: a, patch: "[]"}]                            | Patched: a has a patch
          patched: [{component: a, patch: "{}", message: x}]  | patched: [{component: a, patch: "{}", message: y}]                | -
          ejected: [{component: a, reason: cost}]             | ejected: [{component: a, reason: other, until: "2026-12-31"}]     | -
          paused: {message: x}                                | paused: {message: y}                                              | -
          """)
  void one_that_has_something_else_is_told_and_other_words_are_not(
      String before, String after, String event) {
    assertThat(events(Plans.status(before), Plans.status(after)))
        .isEqualTo(Optional.ofNullable(event).stream().toList());
  }

  @Test
  void a_patch_that_becomes_an_eject_is_told_as_both() {
    assertThat(
            events(
                Plans.status("patched: [{component: a, patch: \"{}\"}]"),
                Plans.status("ejected: [{component: a}]")))
        .containsExactly("Ejected: a is its owner's now", "PatchRemoved: a has no patch");
  }

  @ParameterizedTest
  @CsvSource({
    "OverridesAccepted, Rejected, warning OverridesRejected: x, warning OverridesRejected: y",
    "EscapesOverdue, PastUntil, warning EscapeOverdue: x, warning EscapeOverdue: y"
  })
  void a_condition_is_told_when_it_comes_and_when_it_says_something_else(
      String type, String reason, String first, String second) {
    GoldenServiceStatus x = condition(type, reason, "x", "12:00");
    GoldenServiceStatus y = condition(type, reason, "y", "12:00");

    assertThat(events(NONE, x)).containsExactly(first);
    assertThat(events(condition("SloReady", reason, "x", "12:00"), x)).containsExactly(first);
    assertThat(events(x, y)).containsExactly(second);
    assertThat(events(x, condition(type, reason, "x", "13:00"))).isEmpty();
    assertThat(events(x, condition(type, "Accepted", "x", "12:00"))).isEmpty();
    assertThat(events(x, NONE)).isEmpty();
  }

  @Test
  void a_condition_without_a_message_makes_nothing_fail() {
    GoldenServiceStatus silent =
        Plans.status("conditions: [{type: A, status: 'True', reason: B, lastTransitionTime: 'x'}]");
    assertThat(events(silent, silent)).isEmpty();
  }

  private static GoldenServiceStatus condition(
      String type, String reason, String message, String time) {
    return Plans.status(
        """
        conditions:
          - {type: %s, status: "False", reason: %s, message: "%s",
             lastTransitionTime: "2026-01-01T%s:00Z"}
        """
            .formatted(type, reason, message, time));
  }

  private static List<String> events(GoldenServiceStatus before, GoldenServiceStatus after) {
    return HatchTransitions.between(Optional.of(before), after).stream()
        .map(each -> (each.warning() ? "warning " : "") + each.reason() + ": " + each.message())
        .toList();
  }
}
