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
          hatches: [{kind: override, target: a.b, component: a, value: c, default: d}]                | HatchOpened: override a.b: c instead of d
          hatches: [{kind: override, target: a.b, component: a, value: c, default: d, reason: cost, message: x}] | HatchOpened: override a.b: c instead of d (cost: x)
          hatches: [{kind: override, target: a.b, component: a, value: c, default: d, unsafe: true}]  | warning HatchOpened: override a.b: c instead of d; unsafe: it lowers what the platform guarantees
          hatches: [{kind: patch, target: a, component: a, value: "{}", message: x}]                 | HatchOpened: patch a: the patch is applied (x)
          hatches: [{kind: eject, target: a, component: a, reason: cost}]                            | HatchOpened: eject a: the operator no longer manages the component (cost)
          hatches: [{kind: unmanaged, target: Kind/b, component: a}]                        | HatchOpened: unmanaged Kind/b: the operator no longer manages the object
          hatches: [{kind: pause, target: service}]                                                         | HatchOpened: pause service: the operator writes nothing for the service
          hatches: [{kind: pin, target: path, value: 1.0.0, reason: migration, message: x}]                   | HatchOpened: pin path: the service stays on 1.0.0 (migration: x)
          hatches: [{kind: pause, target: service, reason: migration, message: x}]                            | HatchOpened: pause service: the operator writes nothing for the service (migration: x)
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
          hatches: [{kind: override, target: a.b, component: a, value: c, default: d}]  | HatchClosed: override a.b: the tier's value applies again
          hatches: [{kind: override, target: a.b, component: a, value: c, unsafe: true}] | HatchClosed: override a.b: the tier's value applies again
          hatches: [{kind: patch, target: a, component: a, value: "{}"}]               | HatchClosed: patch a: the patch is removed
          hatches: [{kind: eject, target: a, component: a}]                            | HatchClosed: eject a: the operator manages the component again
          hatches: [{kind: unmanaged, target: Kind/b, component: a}]          | HatchClosed: unmanaged Kind/b: the operator manages the object again
          hatches: [{kind: pin, target: path, value: 1.0.0}]                                     | HatchClosed: pin path: new revisions of the golden path reach the service again
          hatches: [{kind: pause, target: service, reason: migration}]                          | HatchClosed: pause service: the operator manages the service again
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
          hatches: [{kind: override, target: a.b, component: a, value: c, default: d}] | hatches: [{kind: override, target: a.b, component: a, value: e, default: d}]               | HatchOpened: override a.b: e instead of d
          hatches: [{kind: override, target: a.b, component: a, value: c, default: d}] | hatches: [{kind: override, target: a.b, component: a, value: c, default: f}]               | HatchOpened: override a.b: c instead of f
          hatches: [{kind: override, target: a.b, component: a, value: c, default: d}] | hatches: [{kind: override, target: a.b, component: a, value: e, default: d, unsafe: true}] | warning HatchOpened: override a.b: e instead of d; unsafe: it lowers what the platform guarantees
          hatches: [{kind: patch, target: a, component: a, value: "{}"}]              | hatches: [{kind: patch, target: a, component: a, value: "[]"}]                            | HatchOpened: patch a: the patch is applied
          hatches: [{kind: patch, target: a, component: a, value: "{}", message: x}]  | hatches: [{kind: patch, target: a, component: a, value: "{}", message: y}]                | -
          hatches: [{kind: eject, target: a, component: a, reason: cost}]             | hatches: [{kind: eject, target: a, component: a, reason: other, until: "2026-12-31"}]     | -
          hatches: [{kind: pin, target: path, value: 1.0.0}]                                    | hatches: [{kind: pin, target: path, value: 1.1.0}]                                                | HatchOpened: pin path: the service stays on 1.1.0
          hatches: [{kind: pause, target: service, message: x}]                                | hatches: [{kind: pause, target: service, message: y}]                                              | -
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
                Plans.status("hatches: [{kind: patch, target: a, component: a, value: \"{}\"}]"),
                Plans.status("hatches: [{kind: eject, target: a, component: a}]")))
        .containsExactly(
            "HatchOpened: eject a: the operator no longer manages the component",
            "HatchClosed: patch a: the patch is removed");
  }

  @ParameterizedTest
  @CsvSource({
    "HatchesAccepted, Rejected, warning HatchRejected: x, warning HatchRejected: y",
    "HatchesOverdue, PastUntil, warning HatchOverdue: x, warning HatchOverdue: y"
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
