package dev.goldenpath.operator.component;

import dev.goldenpath.operator.support.GoldenFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page with the times of all scenarios is what {@link SloScenariosTest} sees. */
class SloScenariosPageTest {
  private static final String TEXT =
      """
      # When alerts fire

      This page shows how soon the alerts of a service fire and resolve. It is for developers and platform
      teams that want to check the [predictions](slo.md#how-soon) against measurements.

      In the project's tests, promtool runs each row: it evaluates the rules that the operator creates for
      a service against a series of traffic. Unless stated otherwise, traffic is ten requests a second.
      Times are in minutes: the time to fire counts from the beginning of the fault, the time to resolve
      from its end.

      Samples and evaluations are half a minute apart, or one or two minutes in scenarios that last for
      hours. A time may be later by that much. The times are from promtool of Prometheus 3. With promtool
      of Prometheus 2, they differ by at most two evaluations.

      | tier | what happens | alert | predicted | fires | predicted | resolves |
      |---|---|---|---|---|---|---|
      %s
      """;

  private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");

  @Test
  void it_is_up_to_date() {
    GoldenFile.check(
        Path.of("docs", "slo-scenarios.md"),
        TEXT.formatted(
            SloScenarios.all().stream()
                .flatMap(SloScenariosPageTest::rows)
                .collect(Collectors.joining("\n"))));
  }

  private static Stream<String> rows(SloScenario scenario) {
    return scenario.expected().stream()
        .map(
            alert ->
                "| %s | %s | %s | %s |"
                    .formatted(
                        scenario.tier(),
                        scenario.name(),
                        words(alert.matchers()),
                        alert.first() == null ? "never | never | |" : times(scenario, alert)));
  }

  private static String times(SloScenario scenario, SloScenario.Expected alert) {
    long resolved = alert.last() + scenario.step().toSeconds();
    return "%s | %s | %s | %s"
        .formatted(
            alert.predictedFiring(),
            minutes(Duration.ofSeconds(alert.first()).minus(scenario.faultFrom())),
            alert.predictedResolving(),
            minutes(Duration.ofSeconds(resolved).minus(scenario.faultUntil())));
  }

  private static String words(String matchers) {
    Matcher labels = LABEL.matcher(matchers);
    return labels
        .results()
        .map(
            label ->
                label.group(2).replace("GoldenService.*", "any").replace("critical", "any page"))
        .map(value -> value.replaceFirst("^GoldenService", ""))
        .collect(Collectors.joining(" "))
        .replace("ErrorBudgetBurn any page", "any page of ErrorBudgetBurn");
  }

  private static String minutes(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toSeconds() / 60.0)
        .replaceFirst("[.]0$", "");
  }
}
