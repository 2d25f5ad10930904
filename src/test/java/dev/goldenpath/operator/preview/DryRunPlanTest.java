package dev.goldenpath.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DryRunPlanTest {
  private static final Likeness ALIKE = new Likeness(ServiceClass.CHANGED, Set.of(), Set.of());

  @Test
  void a_sample_is_spread_over_the_tiers_however_they_come() {
    Sample sample = new Sample(6);
    IntStream.range(0, 100).forEach(i -> sample.add(member("b" + i, Tier.BRONZE)));
    IntStream.range(0, 2).forEach(i -> sample.add(member("s" + i, Tier.SILVER)));
    IntStream.range(0, 50).forEach(i -> sample.add(member("g" + i, Tier.GOLD)));

    assertThat(sample.interleaved().stream().map(Sample.Member::service))
        .containsExactly("b0", "s0", "g0", "b1", "s1", "g1");
  }

  @Test
  void a_service_of_no_tier_has_a_place_too() {
    Sample sample = new Sample(2);
    sample.add(member("b0", Tier.BRONZE));
    sample.add(member("b1", Tier.BRONZE));
    sample.add(new Sample.Member("none", Optional.empty(), ALIKE));
    assertThat(sample.interleaved().stream().map(Sample.Member::service))
        .containsExactly("b0", "none");
  }

  @Test
  void one_dry_run_answers_for_every_field_of_an_object() {
    List<ChangeKind> kinds =
        List.of(kind("Quota/a", "memory", 30), kind("Quota/a", "cpu", 30), kind("Role/b", "x", 30));
    assertThat(DryRunPlan.of(kinds, 20, 2_000)).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void when_the_budget_is_short_every_kind_has_its_share() {
    List<ChangeKind> kinds = List.of(kind("Quota/a", "a", 30), kind("Role/b", "b", 30));
    Map<String, Long> planned =
        DryRunPlan.of(kinds, 20, 10).stream()
            .collect(Collectors.groupingBy(DryRun::object, Collectors.counting()));
    assertThat(planned).isEqualTo(Map.of("Quota/a", 5L, "Role/b", 5L));
  }

  @Test
  void what_the_API_server_has_no_say_in_is_not_tried() {
    ChangeKind removed =
        new ChangeKind(
            new ChangeKey(
                "quota", "Quota/a", null, "present", null, ServiceClass.CHANGED, "is deleted"),
            20);
    removed.add(member("shop", Tier.GOLD));
    assertThat(DryRunPlan.of(List.of(removed), 20, 2_000)).isEmpty();
    assertThat(DryRunPlan.of(List.of(kind("Quota/a", "a", 30)), 0, 2_000)).isEmpty();
  }

  @Test
  void the_object_of_a_dry_run_has_its_name() {
    assertThat(DryRunPlan.of(List.of(kind("Namespace/{service}", "a", 1)), 20, 2_000))
        .containsExactly(new DryRun("s0", "quota", "Namespace/s0"));
  }

  private static ChangeKind kind(String object, String field, int services) {
    ChangeKind kind =
        new ChangeKind(
            new ChangeKey("quota", object, field, "1", "2", ServiceClass.CHANGED, null), 20);
    IntStream.range(0, services).forEach(i -> kind.add(member("s" + i, Tier.GOLD)));
    return kind;
  }

  private static Sample.Member member(String service, Tier tier) {
    return new Sample.Member(service, Optional.of(tier), ALIKE);
  }
}
