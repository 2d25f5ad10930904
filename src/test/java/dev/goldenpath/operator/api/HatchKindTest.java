package dev.goldenpath.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a kind of hatch needs where no switch over the kinds fails to compile without it. */
class HatchKindTest {
  private static final Path PAGE = Path.of("docs", "escape-hatches.md");

  @ParameterizedTest
  @EnumSource
  void the_crd_names_it(HatchKind kind) throws NoSuchFieldException {
    String description =
        HatchStatus.class
            .getDeclaredField("kind")
            .getAnnotation(JsonPropertyDescription.class)
            .value();
    assertThat(description.split("\\W+")).as("HatchStatus.kind").contains(kind.text());
  }

  @ParameterizedTest
  @EnumSource
  void the_page_about_all_hatches_has_a_row_that_leads_to_its_own(HatchKind kind)
      throws IOException {
    String own = "hatches/" + kind.text() + ".md";
    assertThat(Files.readString(PAGE).lines())
        .as("the first table of %s", PAGE)
        .anyMatch(line -> line.contains("| [" + kind.text() + "](" + own + ") |"));
    assertThat(PAGE.resolveSibling(own)).exists();
  }

  @ParameterizedTest
  @EnumSource
  void it_has_an_example(HatchKind kind) {
    assertThat(Path.of("deploy", "examples", "hatch-" + kind.text() + ".yaml")).exists();
  }

  @Test
  void a_status_has_room_for_all_that_may_be_open_at_once() {
    assertThat(Arrays.stream(HatchKind.values()).mapToInt(HatchKindTest::most).sum())
        .as("Bounds.HATCHES")
        .isEqualTo(Bounds.HATCHES);
  }

  private static int most(HatchKind kind) {
    return switch (kind) {
      case OVERRIDE -> Bounds.PARAMETERS;
      case PATCH, EJECT -> Bounds.COMPONENTS;
      case UNMANAGED -> Bounds.OBJECTS;
      case PAUSE, PIN -> 1;
    };
  }
}
