package dev.goldenpath.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.HatchKind;
import dev.goldenpath.operator.api.HatchStatus;
import dev.goldenpath.operator.support.GoldenServices;
import dev.goldenpath.operator.support.WithOperator;
import io.fabric8.kubernetes.api.model.Event;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The last day of a hatch: past it, nothing is closed, and it gets louder. */
class UntilIT extends WithOperator {
  private static final String SERVICE = "t-until";
  private static final String UNTIL = "goldenpath.dev/until.";
  private static final String QUOTA = "override.goldenpath.dev/quota.pods";
  private static final String EJECT = "eject.goldenpath.dev/dashboard";

  @BeforeAll
  void settle() {
    services.createReady(SERVICE, "bronze");
  }

  @Test
  void a_hatch_past_its_day_stays_open_and_is_overdue() {
    annotate(QUOTA, "33", EJECT, "migration: to our own", UNTIL + "quota.pods", "2199-01-01");
    services.awaitCondition(SERVICE, "DashboardReady", "True", "Ejected");
    assertThat(GoldenServices.condition(services.get(SERVICE), "HatchesOverdue")).isEmpty();
    assertThat(services.get(SERVICE).getStatus().hatches(HatchKind.OVERRIDE))
        .extracting(HatchStatus::until)
        .containsExactly("2199-01-01");

    annotate(UNTIL + "quota.pods", "2020-02-29", UNTIL + "dashboard", "2020-03-01");
    GoldenService overdue = services.awaitCondition(SERVICE, "HatchesOverdue", "True", "PastUntil");

    assertThat(GoldenServices.condition(overdue, "HatchesOverdue").orElseThrow().message())
        .isEqualTo(
            "override quota.pods was to be closed by 2020-02-29; eject dashboard was to be closed by 2020-03-01");
    services.awaitReady(SERVICE);
    assertThat(overdue.getStatus().hatches(HatchKind.OVERRIDE))
        .extracting(HatchStatus::value)
        .containsExactly("33");
    services.awaitCondition(SERVICE, "DashboardReady", "True", "Ejected");
    await()
        .untilAsserted(
            () ->
                assertThat(services.events(SERVICE))
                    .extracting(Event::getReason)
                    .contains("HatchOverdue"));

    annotate(QUOTA, null, EJECT, null, UNTIL + "quota.pods", null, UNTIL + "dashboard", null);
    services.awaitReady(SERVICE);
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
    assertThat(GoldenServices.condition(services.get(SERVICE), "HatchesOverdue")).isEmpty();
  }

  @Test
  void a_day_that_is_none_is_named_and_the_hatch_counts() {
    annotate(QUOTA, "34", UNTIL + "quota.pods", "tomorrow", UNTIL + "dashbord", "2199-01-01");
    services.awaitCondition(SERVICE, "HatchesAccepted", "False", "Rejected");
    GoldenService service = services.get(SERVICE);
    assertThat(GoldenServices.condition(service, "HatchesAccepted").orElseThrow().message())
        .isEqualTo(
            "goldenpath.dev/until.dashbord: unknown component, parameter or hatch (value \"2199-01-01\");"
                + " did you mean dashboard?; goldenpath.dev/until.quota.pods: \"tomorrow\" is"
                + " not a date; write the last day as 2026-12-31");
    assertThat(service.getStatus().hatches(HatchKind.OVERRIDE))
        .extracting(HatchStatus::value)
        .containsExactly("34");

    annotate(QUOTA, null, UNTIL + "quota.pods", null, UNTIL + "dashbord", null);
    services.awaitCondition(SERVICE, "HatchesAccepted", "True", "NoHatches");
  }

  private void annotate(String... keysAndValues) {
    Map<String, String> changes = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      changes.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    services.annotate(SERVICE, changes);
  }
}
