package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.rollout.PathLag.RevisionTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathLagTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void nobody_is_behind_during_a_rollout_however_long_it_takes() {
    List<RevisionTimes> revisions = List.of(revision("1.0.0", 0, 1), revision("1.1.0", 5, null));
    assertThat(since(revisions, "1.0.0", "1.1.0")).isEmpty();
    assertThat(since(revisions, PathFacts.BUILT_IN, "1.1.0")).contains(day(1));
  }

  @Test
  void the_oldest_revision_in_use_counts_from_the_end_of_the_next_rollout() {
    List<RevisionTimes> revisions =
        List.of(revision("1.0.0", 0, 1), revision("1.1.0", 5, 6), revision("1.2.0", 9, 11));
    assertThat(since(revisions, "1.2.0")).isEmpty();
    assertThat(since(revisions, "1.2.0", "1.1.0")).contains(day(11));
    assertThat(since(revisions, "1.2.0", "1.1.0", "1.0.0")).contains(day(6));
  }

  @Test
  void a_revision_that_was_given_up_counts_from_the_end_of_the_one_after_it() {
    List<RevisionTimes> revisions =
        List.of(revision("1.0.0", 0, 1), revision("1.1.0", 5, null), revision("1.1.1", 6, 8));
    assertThat(since(revisions, "1.1.0", "1.1.1")).contains(day(8));
  }

  @Test
  void after_a_revert_the_newer_revision_is_behind() {
    List<RevisionTimes> revisions = List.of(revision("1.0.0", 0, 7), revision("1.1.0", 5, 6));
    assertThat(since(revisions, "1.0.0")).isEmpty();
    assertThat(since(revisions, "1.0.0", "1.1.0")).contains(day(7));
  }

  @Test
  void a_service_without_a_revision_and_one_whose_revision_is_gone() {
    List<RevisionTimes> revisions = List.of(revision("1.1.0", 5, 6));
    assertThat(PathLag.since(List.of(service(null)), revisions)).isEmpty();
    assertThat(since(revisions, "0.9.0")).contains(day(6));
    assertThat(since(List.of(), "0.9.0")).isEmpty();
  }

  private static Optional<Instant> since(List<RevisionTimes> revisions, String... applied) {
    return PathLag.since(Stream.of(applied).map(PathLagTest::service).toList(), revisions);
  }

  private static RevisionTimes revision(String version, int made, @Nullable Integer rolledOut) {
    return new RevisionTimes(version, day(made), rolledOut == null ? null : day(rolledOut));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static ServiceFact service(@Nullable String applied) {
    return new ServiceFact(
        new ServicePlacement(
            "shop",
            Tier.BRONZE,
            Map.of(),
            null,
            new ServiceMemory(applied, null, null, null, false)),
        false,
        new Health(true, START),
        TargetEffect.NONE);
  }
}
