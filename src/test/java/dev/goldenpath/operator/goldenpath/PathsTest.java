package dev.goldenpath.operator.goldenpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goldenpath.operator.api.GoldenService;
import dev.goldenpath.operator.api.GoldenServiceStatus;
import dev.goldenpath.operator.component.Components;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    assertThat(versionOf("7.0.0")).contains("1.0.0");
    assertThat(paths.isValid()).isTrue();
  }

  @Test
  void an_accepted_one_is_for_every_service() {
    assertThat(paths.observe(stored("1.1.0", "1.1.0"))).isTrue();
    assertThat(versionOf(null)).contains("1.1.0");
    assertThat(versionOf("1.0.5")).contains("1.1.0");
    assertThat(paths.current().version()).isEqualTo("1.1.0");
  }

  @Test
  void a_revision_that_is_no_target_moves_nobody() {
    paths.observe(stored("1.1.0", "1.1.0"));
    assertThat(paths.observe(stored("1.1.0", "1.1.0", "1.2.0"))).isFalse();
    assertThat(versionOf("1.1.0")).contains("1.1.0");
  }

  @Test
  void nor_does_a_document_that_is_refused() {
    paths.observe(stored("1.1.0", "1.1.0"));
    Paths.Stored refused = new Paths.Stored(true, false, Optional.of("1.1.0"), documents("1.1.0"));
    assertThat(paths.observe(refused)).isFalse();
    assertThat(paths.isValid()).isFalse();
  }

  @Test
  void if_the_resource_is_deleted_each_service_keeps_its_revision() {
    paths.observe(stored("1.1.0", "1.0.5", "1.1.0"));
    paths.observe(new Paths.Stored(false, true, Optional.empty(), documents("1.0.5", "1.1.0")));
    assertThat(versionOf("1.1.0")).contains("1.1.0");
    assertThat(versionOf("1.0.5")).contains("1.0.5");
    assertThat(versionOf(null)).as("a new one").contains("1.0.0");
  }

  @Test
  void a_target_whose_revision_has_gone_stays_as_long_as_it_is_known() {
    paths.observe(stored("1.1.0", "1.1.0"));
    assertThat(paths.observe(stored("1.1.0"))).isFalse();
    assertThat(versionOf("1.0.0")).contains("1.1.0");
  }

  @Test
  void one_that_was_never_known_moves_nobody() {
    paths.observe(stored("1.1.0", "1.0.5"));
    assertThat(versionOf("1.0.5")).isEmpty();
    assertThat(versionOf(null)).isEmpty();
  }

  private Optional<String> versionOf(@Nullable String applied) {
    GoldenService service = new GoldenService();
    if (applied != null) {
      service.setStatus(
          new GoldenServiceStatus(
              1L,
              null,
              "checkout",
              new GoldenServiceStatus.PathRef("default", applied),
              List.of(),
              List.of(),
              null));
    }
    return paths.of(service).map(GoldenPath::version);
  }

  private static Paths.Stored stored(String target, String... revisions) {
    return new Paths.Stored(true, true, Optional.of(target), documents(revisions));
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
