package dev.goldenpath.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.Tier;
import dev.goldenpath.operator.component.Components;
import dev.goldenpath.operator.goldenpath.GoldenPath;
import dev.goldenpath.operator.goldenpath.GoldenPathReader;
import dev.goldenpath.operator.goldenpath.GoldenPathSource;
import dev.goldenpath.operator.goldenpath.InvalidGoldenPathException;
import dev.goldenpath.operator.goldenpath.KnownRevisions;
import dev.goldenpath.operator.goldenpath.PathDocument;
import dev.goldenpath.operator.goldenpath.RevisionContent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PathsTest {
  private static final GoldenPathReader READER = new GoldenPathReader(Components.catalogue());

  private Paths paths;

  @BeforeEach
  void withTheBuiltInDocument() throws InvalidGoldenPathException {
    paths = new Paths(new GoldenPathSource(READER, Optional.empty()));
  }

  @Test
  void without_a_resource_every_service_has_the_document_of_the_product() {
    assertThat(versionOf(null)).contains("1.0.0");
    assertThat(versionOf(PathFacts.BUILT_IN)).contains("1.0.0");
    assertThat(versionOf("7.0.0")).contains("1.0.0");
    assertThat(paths.isValid()).isTrue();
    assertThat(paths.rollout().isPresent()).isFalse();
  }

  @Test
  void with_one_the_rollout_decides() {
    assertThat(paths.observe(stored("1.0.0", "1.1.0", "1.0.0", "1.1.0"))).isTrue();
    assertThat(versionOf(null)).as("a new one").contains("1.0.0");
    assertThat(versionOf("1.0.0")).contains("1.0.0");
    assertThat(versionOf("1.1.0")).contains("1.1.0");
    assertThat(paths.current().version()).as("of the platform").isEqualTo("1.1.0");
  }

  @Test
  void a_document_that_is_refused_moves_nobody() {
    paths.observe(stored("1.1.0", "1.1.0", "1.1.0"));
    Paths.Stored now = stored("1.1.0", "1.1.0", "1.1.0");
    assertThat(paths.observe(new Paths.Stored(true, false, now.rollout(), now.revisions())))
        .isFalse();
    assertThat(paths.isValid()).isFalse();
  }

  @Test
  void if_the_resource_is_deleted_each_service_keeps_its_revision() {
    paths.observe(stored("1.1.0", "1.1.0", "1.0.5", "1.1.0"));
    paths.observe(new Paths.Stored(false, true, Optional.empty(), documents("1.0.5", "1.1.0")));
    assertThat(versionOf("1.1.0")).contains("1.1.0");
    assertThat(versionOf("1.0.5")).contains("1.0.5");
    assertThat(versionOf(null)).as("a new one").contains("1.0.0");
  }

  @Test
  void a_target_whose_revision_has_gone_stays_as_long_as_it_is_known() {
    paths.observe(stored("1.1.0", "1.1.0", "1.1.0"));
    assertThat(paths.observe(stored("1.1.0", "1.1.0"))).isFalse();
    assertThat(versionOf("1.1.0")).contains("1.1.0");
  }

  @Test
  void one_that_was_never_known_moves_nobody() {
    paths.observe(stored("1.1.0", "1.1.0", "1.0.5"));
    assertThat(versionOf("1.1.0")).isEmpty();
    assertThat(versionOf(null)).isEmpty();
    assertThat(paths.current().version()).as("of the platform").isEqualTo("1.0.0");
  }

  @Test
  void revisions_can_be_pinned_while_a_path_is_in_force() {
    assertThat(paths.known()).isEqualTo(KnownRevisions.NONE);
    paths.observe(stored("1.0.0", "1.1.0", "1.0.0", "1.1.0"));
    KnownRevisions known = new KnownRevisions(true, Set.of("1.0.0", "1.1.0"), null);
    assertThat(paths.known()).isEqualTo(known);
    assertThat(paths.isKnownOther()).isTrue();
    paths.observe(stored("1.1.0", "1.1.0", "1.0.0", "1.1.0"));
    assertThat(paths.isKnownOther()).as("only the rollout went on").isFalse();
    paths.observe(new Paths.Stored(false, true, Optional.empty(), documents("1.0.0", "1.1.0")));
    assertThat(paths.known()).isEqualTo(KnownRevisions.NONE);
    assertThat(paths.isKnownOther()).isTrue();
  }

  @Test
  void only_another_version_moves_who_failed_on_the_target() {
    RolloutState state =
        new RolloutState(
            "1.0.0",
            "1.1.0",
            RolloutPhase.HALTED,
            null,
            WaveState.waiting("bronze"),
            List.of(),
            List.of(new FailedService("checkout", FailureReason.REFUSED, "no", Instant.EPOCH)),
            null);
    paths.observe(
        new Paths.Stored(
            true,
            true,
            Optional.of(new Paths.Rollout(state, Strategy.DEFAULT, null)),
            documents("1.0.0", "1.1.0")));
    assertThat(paths.isHeldBack("checkout", "1.1.0")).isTrue();
    assertThat(paths.isHeldBack("checkout", "1.2.0")).isFalse();
    assertThat(paths.isHeldBack("search", "1.1.0")).isFalse();
  }

  private Optional<String> versionOf(@Nullable String applied) {
    ServicePlacement service =
        new ServicePlacement(
            "checkout",
            Tier.GOLD,
            Map.of(),
            null,
            new ServiceMemory(applied, null, null, null, false));
    return paths.document(paths.revisionOf(service)).map(GoldenPath::version);
  }

  private static Paths.Stored stored(String current, String target, String... revisions) {
    RolloutState state =
        new RolloutState(
            current,
            target,
            current.equals(target) ? RolloutPhase.COMPLETE : RolloutPhase.PROGRESSING,
            null,
            current.equals(target) ? null : WaveState.waiting("bronze"),
            List.of(),
            List.of(),
            null);
    return new Paths.Stored(
        true,
        true,
        Optional.of(new Paths.Rollout(state, Strategy.DEFAULT, null)),
        documents(revisions));
  }

  private static Map<String, PathDocument> documents(String... versions) {
    Map<String, PathDocument> documents = new HashMap<>();
    for (String version : versions) {
      try {
        documents.put(
            version,
            READER.read(
                "GoldenPathRevision default-" + version,
                RevisionContent.of(Map.of("version", version))));
      } catch (InvalidGoldenPathException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return documents;
  }
}
