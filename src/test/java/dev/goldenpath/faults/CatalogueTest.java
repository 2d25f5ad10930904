package dev.goldenpath.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final List<String> WRITES =
      Stream.concat(
              Stream.of("delete-rolebindings-golden-developers", "patch-goldenservices"),
              EndState.kinds().stream().map(kind -> "patch-" + kind))
          .toList();

  private final Catalogue catalogue =
      new Catalogue(
          Workload.ALL.stream().collect(Collectors.toMap(Function.identity(), each -> WRITES)));

  @Test
  void one_run_plays_at_least_440_plans_and_two_seeds_more_than_800() {
    Set<String> first = names(0);
    assertThat(first).hasSizeGreaterThanOrEqualTo(440);
    Set<String> both = new HashSet<>(first);
    both.addAll(names(1));
    assertThat(both).hasSizeGreaterThanOrEqualTo(800);
  }

  @Test
  void a_seed_chooses_the_same_plans_each_time() {
    assertThat(names(7)).isEqualTo(names(7)).isNotEqualTo(names(8));
  }

  @Test
  void enough_seeds_choose_every_plan() {
    Set<String> all =
        catalogue.all(Sweep.WATCH).stream().map(Plan::name).collect(Collectors.toSet());
    Set<String> chosen =
        IntStream.range(0, all.size())
            .boxed()
            .flatMap(seed -> catalogue.chosen(Sweep.WATCH, seed, 9).stream())
            .map(Plan::name)
            .collect(Collectors.toSet());
    assertThat(chosen).isEqualTo(all);
  }

  @Test
  void every_plan_can_be_repeated_by_its_name() {
    for (Sweep sweep : Sweep.values()) {
      assertThat(catalogue.all(sweep))
          .isNotEmpty()
          .allSatisfy(plan -> assertThat(Plan.named(plan.name())).isEqualTo(plan))
          .allSatisfy(plan -> assertThat(sweep.disturbance(plan, "shop")).isNotNull());
    }
  }

  @Test
  void a_name_that_is_none_says_what_one_looks_like() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plan.named("crash/create"))
        .withMessage("\"crash/create\" must be <sweep>/<workload>/<point>/<fault>");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plan.named("crush/create/a/b"))
        .withMessage("crush is no sweep");
  }

  private Set<String> names(long seed) {
    return Stream.of(Sweep.values())
        .flatMap(sweep -> catalogue.chosen(sweep, seed, sweep.quota()).stream())
        .map(Plan::name)
        .collect(Collectors.toSet());
  }
}
