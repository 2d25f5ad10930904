package dev.goldenpath.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.goldenpath.cli.Plugin;
import dev.goldenpath.cli.service.Services;
import dev.goldenpath.cli.support.CliRun;
import dev.goldenpath.cli.support.ScriptedKubectl;
import dev.goldenpath.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-27T10:00:00Z"), ZoneOffset.UTC);

  private static final String READY = "{\"type\":\"Ready\",\"status\":\"True\"";
  private static final String STALLED = "{\"type\":\"Stalled\",\"status\":\"True\"";
  private static final String PAUSED = "{\"type\":\"Paused\",\"status\":\"True\"";

  @TempDir private Path folder;

  private final List<String> fleet = new ArrayList<>();

  @Test
  void the_fleet_is_counted_by_state_version_and_departure() {
    IntStream.range(0, 6).forEach(i -> add("team-" + i % 2, "1.0.0", READY));
    add(
        "team-a",
        "1.0.0",
        READY,
        override("postgres", "storage", "performance", null),
        override("postgres", "version", "missing-feature", "2026-11-26"));
    add("team-a", "1.0.0", STALLED, override("postgres", "storage", "performance", "2026-11-27"));
    add("team-b", "1.1.0", READY, eject("postgres", "missing-feature"));
    add("team-b", null, PAUSED, eject("dashboard", "missing-feature"), pause());

    CliRun run = report();

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out())
        .isEqualTo(
            """
            10 services, 4 teams · Ready 8 · Stalled 1 · paused 1 · path default 1.0.0: 8 · path default 1.1.0: 1 · not built yet: 1
            LEFT AT    SERVICES  SHARE   REASONS                           PARAMETERS
            postgres   3         30 % ▲  missing-feature 2, performance 2  storage 2, version 1
            dashboard  1         10 %    missing-feature 1                 -
            ▲ more than 20 %: a feature request (docs/runbooks.md#goldenpathdesirepath). Overdue hatches: 1 (--overdue)
            """);
  }

  @Test
  void one_service_alone_is_not_a_desire_path() {
    add("payments", "1.0.0", READY, eject("dashboard", "cost"));

    assertThat(report().out()).contains("dashboard  1         100 %  cost 1").doesNotContain("▲");
  }

  @Test
  void a_share_of_exactly_the_threshold_is_not_more() {
    IntStream.range(0, 8).forEach(i -> add("payments", "1.0.0", READY));
    IntStream.range(0, 2).forEach(i -> add("payments", "1.0.0", READY, eject("slo", "cost")));

    assertThat(report().out()).contains("20 %").doesNotContain("▲");
  }

  @Test
  void the_threshold_is_that_of_the_alert() throws IOException {
    String share = String.valueOf(FleetReport.DESIRE_PATH_PERCENT / 100.0);

    assertThat(Files.readString(Path.of("deploy", "monitoring", "prometheusrule.yaml")))
        .contains(
            "component:goldenpath_services_with_hatches:ratio[1h]) > " + share + "\n",
            "component:goldenpath_services_with_hatches:ratio > " + share + ")",
            "max by (component) (last_over_time(goldenpath_services_with_hatches[1h])) > 1\n");
    assertThat(Files.readString(Path.of("docs", "runbooks.md")))
        .contains(
            "## GoldenPathDesirePath",
            "More than " + FleetReport.DESIRE_PATH_PERCENT + " % of the services");
  }

  @Test
  void overdue_hatches_are_listed_by_their_day() {
    add("payments", "1.0.0", READY, override("quota", "cpu", "cost", "2026-11-26"));
    add("growth", "1.0.0", READY, override("quota", "pods", "cost", "2026-01-31"));
    add("growth", "1.0.0", READY, override("quota", "pods", "cost", "2026-11-27"));

    CliRun run = report("--overdue");

    assertThat(run.out())
        .isEqualTo(
            """
            SERVICE    TEAM      HATCH                UNTIL       WHY
            service-1  growth    override quota.pods  2026-01-31  cost: because
            service-0  payments  override quota.cpu   2026-11-26  cost: because
            """);
    fleet.clear();
    assertThat(report("--overdue").out()).isEqualTo("No hatch is overdue on 2026-11-27.\n");
  }

  @Test
  void a_cluster_without_services_has_a_report() {
    assertThat(report().out()).isEqualTo("0 services, 0 teams\n");
  }

  @Test
  void the_data_has_every_service() throws IOException {
    add("payments", "1.0.0", READY, eject("dashboard", "cost"));

    JsonNode report = new ObjectMapper().readTree(report("-o", "json").out());

    assertThat(report.at("/total").asInt()).isEqualTo(1);
    assertThat(report.at("/states/ready").asInt()).isEqualTo(1);
    assertThat(report.at("/departures/0/component").asText()).isEqualTo("dashboard");
    assertThat(report.at("/services/0/hatches/0").asText()).isEqualTo("eject dashboard");
    assertThat(report.at("/threshold").asInt()).isEqualTo(20);
    assertThat(report("-o", "yaml").out()).contains("total: 1", "component: \"dashboard\"");
    assertThat(new ObjectMapper().readTree(report("--overdue", "-o", "json").out()))
        .isEqualTo(new ObjectMapper().readTree("{\"day\": \"2026-11-27\", \"overdue\": []}"));
  }

  @Test
  void a_large_fleet_is_read_in_pages() {
    add("a", "1.0.0", READY);
    add("b", "1.0.0", READY);
    ScriptedKubectl kubectl =
        kubectl()
            .answer("limit=500&continue=next%2B1%3D$", list(fleet.get(1), ""))
            .answer("limit=500$", list(fleet.get(0), "next+1="));

    CliRun run = CliRun.setting().clock(NOW).kubectl(kubectl.path()).run("report");

    assertThat(run.out()).startsWith("2 services, 2 teams");
    assertThat(kubectl.calls())
        .containsExactly(
            "get --raw " + Services.PATH + "?limit=500",
            "get --raw " + Services.PATH + "?limit=500&continue=next%2B1%3D");
  }

  @Test
  void a_list_that_expired_between_two_pages_is_read_at_once() {
    add("a", "1.0.0", READY);
    ScriptedKubectl kubectl =
        kubectl()
            .fail("continue=", "Error from server (Expired): The provided continue parameter\n")
            .answer("limit=500$", list(fleet.get(0), "next"))
            .answer("goldenservices$", list(fleet.get(0), ""));

    CliRun run = CliRun.setting().clock(NOW).kubectl(kubectl.path()).run("report");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).startsWith("1 service, 1 team ");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void an_error_of_kubectl_is_passed_on() {
    ScriptedKubectl kubectl =
        kubectl().fail("", "Error from server (Forbidden): goldenservices is forbidden\n");

    CliRun run = CliRun.setting().kubectl(kubectl.path()).run("report");

    assertThat(run.exit()).isEqualTo(ExitCode.KUBECTL_FAILED);
    assertThat(run.err()).isEqualTo("Error from server (Forbidden): goldenservices is forbidden\n");
  }

  @Test
  void what_a_tenant_wrote_reaches_no_terminal_as_it_is() {
    add(
        "payments",
        "1.0.0",
        READY,
        "{\"kind\":\"eject\",\"target\":\"dashboard\",\"component\":\"dashboard\",\"reason\":\"cost\","
            + "\"message\":\"\\u001b[2J\\u202e"
            + "x".repeat(64 * 1024)
            + "\",\"until\":\"2026-01-01\"}");

    CliRun run = report("--overdue");

    assertThat(run.out()).contains("\\u001b[2J\\u202ex").hasSizeLessThan(1024);
    assertThat(run.out()).doesNotContain("\u001b", "\u202e");
    assertThat(report("-o", "json").out()).doesNotContain("\u001b");
  }

  @Test
  void a_pipe_that_is_closed_early_is_not_an_error() throws IOException {
    add("payments", "1.0.0", READY);
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int each) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (PrintStream out = new PrintStream(closed);
        PrintStream err = new PrintStream(OutputStream.nullOutputStream())) {
      int exit = new Plugin(setting().session(out, err)).run("report", "-o", "json");

      assertThat(exit).isEqualTo(ExitCode.YES);
    }
  }

  @Test
  void a_status_that_another_version_wrote_is_counted_as_far_as_it_is_known() {
    add("payments", "1.0.0", READY, "{\"kind\":\"detour\",\"target\":\"x\",\"component\":\"x\"}");
    fleet.add(
        "{\"metadata\":{\"name\":\"odd\"},\"spec\":{\"team\":{\"a\":1},\"tier\":7},"
            + "\"status\":{\"hatches\":\"none\"}}");

    CliRun run = report();

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.YES);
    assertThat(run.out()).startsWith("2 services").contains("progressing 1");
  }

  @Test
  void every_member_has_its_state() {
    add("payments", "1.0.0", READY);
    assertThat(FleetReport.of(List.of(Services.of(node(fleet.get(0)))), LocalDate.of(2026, 11, 27)))
        .satisfies(
            report -> {
              assertThat(report.states()).isEqualTo(Map.of("ready", 1));
              assertThat(report.services()).extracting(FleetMember::state).containsExactly("ready");
            });
  }

  private static JsonNode node(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private CliRun report(String... options) {
    String[] line = new String[options.length + 1];
    line[0] = "report";
    System.arraycopy(options, 0, line, 1, options.length);
    return setting().run(line);
  }

  private CliRun.Setting setting() {
    ScriptedKubectl kubectl =
        kubectl().answer("goldenservices\\?limit=500$", list(String.join(",", fleet), ""));
    return CliRun.setting().clock(NOW).kubectl(kubectl.path());
  }

  private ScriptedKubectl kubectl() {
    return new ScriptedKubectl(folder);
  }

  private static String list(String items, String next) {
    return "{\"metadata\":{\"continue\":\"%s\"},\"items\":[%s]}".formatted(next, items);
  }

  /** A service with a condition; a path without a version is none. */
  private void add(String team, String version, String condition, String... hatches) {
    fleet.add(
        """
        {"metadata":{"name":"service-%d"},"spec":{"team":"%s","tier":"gold"},
         "status":{"conditions":[%s,"reason":"R","lastTransitionTime":"2026-11-01T00:00:00Z"}%s],
         "path":%s,"hatches":[%s]}}
        """
            .formatted(
                fleet.size(),
                team,
                condition,
                condition.equals(PAUSED)
                    ? ","
                        + READY
                        + ",\"reason\":\"R\",\"lastTransitionTime\":\"2026-11-01T00:00:00Z\"}"
                    : "",
                version == null ? "null" : "{\"name\":\"default\",\"version\":\"" + version + "\"}",
                String.join(",", hatches)));
  }

  private static String override(String component, String parameter, String reason, String until) {
    return "{\"kind\":\"override\",\"target\":\"%1$s.%2$s\",\"component\":\"%1$s\",\"value\":\"1\",\"reason\":\"%3$s\",\"message\":\"because\"%4$s}"
        .formatted(
            component, parameter, reason, until == null ? "" : ",\"until\":\"" + until + "\"");
  }

  private static String eject(String component, String reason) {
    return "{\"kind\":\"eject\",\"target\":\"%1$s\",\"component\":\"%1$s\",\"reason\":\"%2$s\"}"
        .formatted(component, reason);
  }

  private static String pause() {
    return "{\"kind\":\"pause\",\"target\":\"service\",\"reason\":\"incident\"}";
  }
}
