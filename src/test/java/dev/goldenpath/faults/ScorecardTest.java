package dev.goldenpath.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScorecardTest {
  private static final Catalogue CATALOGUE =
      new Catalogue(
          Workload.ALL.stream()
              .collect(Collectors.toMap(Function.identity(), each -> List.of("patch-namespaces"))));

  @Test
  void what_held_and_what_did_not_is_counted_and_named() {
    Scorecard card =
        card(
            verdict("before", true, List.of()),
            verdict("committed", false, List.of()),
            verdict("after", true, List.of("Namespace/<name> is absent")));
    assertThat(card.isClean()).isFalse();
    assertThat(card.toString())
        .startsWith("3 plans with seed 5")
        .containsPattern("`crash` +\\|.*\\| 48 +\\| 3 +\\| 1 +\\| 1 +\\| 1 +\\| 4 s ")
        .endsWith("- `crash/create/patch-namespaces/after`: `Namespace/<name> is absent`")
        .doesNotContain("`stale`");
  }

  @Test
  void the_page_has_a_place_for_it() throws IOException {
    String page = Files.readString(Scorecard.PAGE);
    Scorecard card = card(verdict("before", true, List.of()));
    String written = card.in(page);
    assertThat(card.isClean()).isTrue();
    assertThat(written).contains(card.toString(), "## Workloads");
    assertThat(card.in(written)).isEqualTo(written);
  }

  private static Scorecard card(Verdict... verdicts) {
    return new Scorecard(CATALOGUE, List.of(verdicts), 5, Duration.ofMinutes(3));
  }

  private static Verdict verdict(String cut, boolean met, List<String> problems) {
    return new Verdict(
        new Plan(Sweep.CRASH, Workload.CREATE, "patch-namespaces", cut),
        met,
        problems,
        Duration.ofSeconds(4),
        Duration.ofSeconds(9),
        "shop-1");
  }
}
