package dev.goldenpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report = new Report();

  @Test
  void a_budget_that_is_missed_fails_the_run_and_one_that_is_met_does_not() {
    report.budget("writes", 2, 2, "");
    assertThat(report.isKept()).isTrue();
    report.budget("requests", 2.5, 2, ": 5 patch");
    assertThat(report.isKept()).isFalse();
    assertThat(report.toString())
        .contains("| writes   | 2             | ≤ 2    | yes    |")
        .contains("| requests | 2.50: 5 patch | ≤ 2    | **NO** |");
  }

  @Test
  void steps_fill_the_rows_of_a_table_for_the_page() {
    report.scale("A table", "200", "s", "%.1f", 2.04);
    report.scale("A table", "1000", "writes", "%d", 0);
    assertThat(report.toString())
        .endsWith(
            String.join(
                System.lineSeparator(),
                "docs/scale.md: A table",
                "",
                "| services | s   | writes |",
                "| -------- | --- | ------ |",
                "| 200      | 2.0 |        |",
                "| 1000     |     | 0      |"));
  }
}
